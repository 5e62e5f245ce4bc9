import { WHOLE_HASH } from "../../domain/hash.ts";
import { GitError } from "../process/git-error.ts";
import { gitOutput } from "../process/git-output.ts";

/** The bytes of a blob, valid only during the call; or why there are none. */
export type BlobContent = { bytes: Buffer } | { refused: "missing" | "too large" | "not a blob" };

const HEADER = new RegExp(`^${WHOLE_HASH} (?:(missing)|([a-z]+) (\\d+))$`);

const args = ["cat-file", "--batch", "--buffer"];
/** git prints at most 2 GiB per process, see `gitOutput`; a real blob of text has a few KiB. */
const PER_PROCESS = 16_384;

/**
 * Reads blobs in the given order.
 * @param blobs 40 hex digits each
 * @param longest bytes; larger blobs are skipped, not kept in memory
 * @param visit called for each with its place in the list, from 0
 * @throws GitError when git fails or its output is not understood
 * @example
 * await readBlobs(clone.gitDirectory, [file.blob], 65_536, (_, content) => {
 *   if ("bytes" in content) text = content.bytes.toString("utf8");
 * });
 */
export async function readBlobs(
  gitDirectory: string,
  blobs: readonly string[],
  longest: number,
  visit: (place: number, content: BlobContent) => void,
): Promise<void> {
  for (let from = 0; from < blobs.length; from += PER_PROCESS) {
    await readBatch(gitDirectory, blobs.slice(from, from + PER_PROCESS), longest, (place, content) =>
      visit(from + place, content),
    );
  }
}

async function readBatch(
  gitDirectory: string,
  blobs: readonly string[],
  longest: number,
  visit: (place: number, content: BlobContent) => void,
): Promise<void> {
  let place = 0;
  /** Bytes of a blob that is too large, not yet passed. */
  let toSkip = 0;
  await gitOutput(gitDirectory, args, blobs.map((blob) => `${blob}\n`).join(""), (buffer) => {
    let at = Math.min(toSkip, buffer.length);
    toSkip -= at;
    while (at < buffer.length) {
      const end = buffer.indexOf(0x0a, at);
      if (end < 0) break;
      const header = HEADER.exec(buffer.toString("latin1", at, end));
      if (!header) throw new GitError(args, gitDirectory, "its output was not understood");
      const [, missing, type, digits] = header;
      const size = Number(digits ?? -1);
      const next = end + 1 + size + 1;
      if (missing) visit(place, { refused: "missing" });
      else if (type !== "blob") visit(place, { refused: "not a blob" });
      else if (size > longest) visit(place, { refused: "too large" });
      else if (next > buffer.length) break;
      else visit(place, { bytes: buffer.subarray(end + 1, end + 1 + size) });
      place += 1;
      at = Math.min(next, buffer.length);
      toSkip = next - at;
    }
    return at;
  });
  if (toSkip > 0 || place < blobs.length) {
    throw new GitError(args, gitDirectory, "its output ended early");
  }
}
