import { FlowrightError } from "@flowright/workflow/core";

/** Few people need it, so it comes with no install of flowright. (Backends of models say so themselves: MODEL_BACKEND_MISSING.) */
const DATAGEN = "@flowright/datagen";

/** Turns the failed import of the optional datagen package into PACKAGE_MISSING; any other error stays as it is. */
export function missingPackage(error: unknown): unknown {
  const { code, message = "" } = (error ?? {}) as { code?: string; message?: string };
  if (code !== "ERR_MODULE_NOT_FOUND" || !message.includes(`'${DATAGEN}'`)) return error;
  return new FlowrightError(
    "PACKAGE_MISSING",
    `Training data and the written pairs need the package ${DATAGEN}, which is not installed`,
    { cause: error, hint: `npm install ${DATAGEN}`, data: { package: DATAGEN } },
  );
}
