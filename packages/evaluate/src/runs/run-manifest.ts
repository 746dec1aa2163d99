/** What a run depends on: `manifest.json` of a run folder. */
export interface RunManifest {
  format: "flowright-run";
  version: 1;
  /** Version of Flowright. */
  flowright: string;
  /** Id of the model. */
  model: string;
  /** Name of the set. */
  set: string;
  cases: number;
  skipped: number;
  /** SHA-256 of the cases, in hex. */
  setHash: string;
  settings: Readonly<Record<string, unknown>>;
  machine: string;
  /** Version of Node.js. */
  node: string;
  /** When the run began, in ISO 8601. */
  started: string;
}

/** What must be equal for a run to be continued. Machine and time may differ. */
export const resumeKey = ({
  format,
  version,
  flowright,
  model,
  set,
  setHash,
  settings,
}: RunManifest): string => JSON.stringify([format, version, flowright, model, set, setHash, settings]);
