import { oneLine } from "../../domain/text.ts";
import { type Cited, type CitedCommit, commitsOf } from "./cited.ts";

/**
 * As kernel documents and messages cite a commit: `commit 8db6c34f1dbc ("Introduce v3 namespaced file
 * capabilities")`, each on one line however long. Quotes in a subject stay as they are, which is the custom.
 */
export function kernelStyle(cited: Cited): string {
  return commitsOf(cited).map(kernelPhrase).join("\n");
}

/** The trailer for a commit that fixes this one: `Fixes: 8db6c34f1dbc ("Introduce v3 ...")`. */
export function fixesTrailer(commit: CitedCommit): string {
  return `Fixes: ${named(commit, 12)}`;
}

/** A comment in a manual page's source, with the whole hash as the man-pages project writes it. */
export function manPageComment(cited: Cited): string {
  return commitsOf(cited)
    .map((commit) => `.\\" commit ${named(commit, 40)}`)
    .join("\n");
}

/**
 * The heading of an entry in a manual page, as the man-pages project writes them.
 * @example manPageEntry("CLONE_NEWTIME", "v5.6") // '.BR CLONE_NEWTIME " (since Linux 5.6)"'
 */
export function manPageEntry(name: string, release: string): string {
  const plain = oneLine(name).replace(/\\/g, "\\e").replace(/"/g, "\\(dq").replace(/-/g, "\\-");
  const argument = /\s/.test(plain) ? `"${plain}"` : plain;
  return `.BR ${argument} " (since Linux ${release.slice(1)})"`;
}

/** `commit 8db6c34f1dbc ("Introduce v3 namespaced file capabilities")` */
export function kernelPhrase(commit: Pick<CitedCommit, "sha" | "subject">): string {
  return `commit ${named(commit, 12)}`;
}

function named({ sha, subject }: Pick<CitedCommit, "sha" | "subject">, digits: number): string {
  const what = subject === null ? "subject not known" : `"${oneLine(subject)}"`;
  return `${sha.slice(0, digits)} (${what})`;
}
