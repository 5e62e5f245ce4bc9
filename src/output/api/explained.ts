/**
 * The fields, with a reason beside them for each that is null.
 * @throws when a field is null and no reason was given: an empty place must say why it is empty
 */
export function explained<T extends object>(
  fields: T,
  reasons: { [K in keyof T as null extends T[K] ? K : never]: string },
): T & { nullBecause: Record<string, string> } {
  const nullBecause: Record<string, string> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value !== null) continue;
    const reason = (reasons as Record<string, string>)[name];
    if (!reason) throw new Error(`${name} is null, and no reason says why`);
    nullBecause[name] = reason;
  }
  return { ...fields, nullBecause };
}
