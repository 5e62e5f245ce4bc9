const LARGEST = 64 * 1024 * 1024;

/**
 * Standard input to its end, as UTF-8. Read as a stream: a pipe that has nothing yet makes a read at once fail.
 * @returns null when it holds more than 64 MiB
 */
export async function readStandardInput(): Promise<string | null> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of process.stdin) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    if (text.length > LARGEST) return null;
  }
  return text + decoder.decode();
}
