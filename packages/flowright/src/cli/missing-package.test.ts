import { describe, expect, it } from "vitest";
import { missingPackage } from "./missing-package.js";

const notFound = (name: string) =>
  Object.assign(new Error(`Cannot find package '${name}' imported from /x/dist/cli/pool.js`), {
    code: "ERR_MODULE_NOT_FOUND",
  });

describe("an optional package that is not installed", () => {
  it("is named, with the command that installs it", () => {
    expect(missingPackage(notFound("@flowright/datagen"))).toMatchObject({
      code: "PACKAGE_MISSING",
      hint: "npm install @flowright/datagen",
    });
  });
  it("is told apart from a package that must be there, and from other errors", () => {
    const broken = notFound("commander");
    expect(missingPackage(broken)).toBe(broken);
    const other = new Error("Cannot find package 'ai'");
    expect(missingPackage(other)).toBe(other);
    expect(missingPackage(undefined)).toBe(undefined);
  });
});
