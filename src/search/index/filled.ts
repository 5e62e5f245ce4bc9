type Optional<T> = { [Key in keyof T]: T[Key] | undefined };

/** A record without its empty fields: no undefined, no empty text, no empty list. */
export function filled<T extends object>(record: Optional<T>): T {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => !isEmpty(value))) as T;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
}

/** Each value once, in the order they come; empty ones left out. */
export function distinct(values: readonly (string | null | undefined)[]): string[] {
  return [...new Set(values.filter((value): value is string => Boolean(value)))];
}
