import { describe, expect, it } from "vitest";
import { importBackend } from "./import-backend.js";

const notFound =
  (name: string, code = "ERR_MODULE_NOT_FOUND") =>
  () =>
    Promise.reject(Object.assign(new Error(`Cannot find package '${name}' imported from /x.js`), { code }));

describe("a backend that is not installed", () => {
  it.each(["ERR_MODULE_NOT_FOUND", "MODULE_NOT_FOUND"])("says what to install (%s)", async (code) => {
    await expect(importBackend("@flowright/llama", notFound("@flowright/llama", code))).rejects.toMatchObject(
      {
        code: "MODEL_BACKEND_MISSING",
        message: expect.stringContaining("GGUF models"),
        hint: "npm install @flowright/llama",
      },
    );
  });
  it("is told apart from one that is broken", async () => {
    await expect(importBackend("ai", notFound("zod"))).rejects.toMatchObject({
      code: "ERR_MODULE_NOT_FOUND",
    });
    await expect(importBackend("ai", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  });
  it("is loaded once it is there", async () => {
    expect(await importBackend("ai", async () => 7)).toBe(7);
  });
});
