/** An address with what any markup could take for its own percent-encoded: quotes, brackets, a last underscore. */
export function plainAddress(address: string): string {
  return new URL(address).href.replace(/[()[\]{}<>"'`\\^|*+]|_$/g, encoded);
}

function encoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}
