import { encodingOf } from "../src/domain/text.ts";

const LARGEST = 64 * 1024 * 1024;

/**
 * Standard input to its end, as UTF-8, or UTF-16 with a byte order mark. Read as a stream: a pipe that has nothing yet
 * makes a read at once fail.
 * @returns null when it holds more than 64 MiB
 */
export async function readStandardInput(): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > LARGEST) return null;
  }
  const bytes = Buffer.concat(chunks);
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}
