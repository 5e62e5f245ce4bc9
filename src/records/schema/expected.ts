/**
 * The text a schema attaches to a refusal: what was expected, and what to do about it.
 * The two travel in zod's one message string; `readExpectation` takes them apart again.
 */
export function expected(what: string, remedy: string): string {
  return `${what}\n${remedy}`;
}

/** The halves of a message made by `expected`; null for a message that zod made itself. */
export function readExpectation(message: string): { what: string; remedy: string } | null {
  const [what, remedy] = message.split("\n", 2);
  return what && remedy ? { what, remedy } : null;
}
