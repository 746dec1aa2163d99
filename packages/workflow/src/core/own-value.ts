/**
 * The value that a record itself holds under a key. Keys often come from outside: `record["constructor"]` would find
 * what every object inherits.
 * @returns undefined where the record has no such key.
 */
export const ownValue = <T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined =>
  record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
