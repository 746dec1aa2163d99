export function flowBench():
  | { catalog: unknown; cases: { id: string; request: string; wanted: string[] }[] }
  | undefined;
