import { describe, expect, it } from "vitest";
import { resolveMeridiem } from "./resolve-meridiem.js";

const read = (time: string, words: string, request: string) =>
  resolveMeridiem(time, words, request, request.indexOf(words));

describe("a bare hour", () => {
  it("is in the half of the day that its clause names", () => {
    expect(read("04:00", "4", "every Friday afternoon at 4 post it")).toBe("16:00");
    expect(read("08:00", "8", "at 8 in the evening, call me")).toBe("20:00");
    expect(read("09:30", "9:30", "each night at 9:30")).toBe("21:30");
    expect(read("08:00", "8 o'clock", "tonight at 8 o'clock")).toBe("20:00");
  });
  it("stays where nothing is named, or something that does not fit", () => {
    expect(read("04:00", "4", "every Friday at 4 post it")).toBe("04:00");
    expect(read("02:00", "2", "every night at 2 dedupe it")).toBe("02:00");
    expect(read("08:00", "8", "every evening. At 8 call me")).toBe("08:00");
    expect(read("16:00", "16:00", "in the afternoon at 16:00")).toBe("16:00");
    expect(read("09:00", "9am", "the evening shift ends at 9am")).toBe("09:00");
  });
});
