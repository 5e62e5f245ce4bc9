import { tagKinds } from "../domain/release.ts";
import type { Corpus } from "../records/corpus.ts";
import { ALL } from "../records/read/known-names.ts";
import { KERNEL } from "../records/schema/repository.ts";

/** The names by which a reader of decks knows tags and releases from other words. */
export interface Vocabulary {
  /** Every tag a change may have: ids and aliases of topics, and `all`. */
  tags: ReadonlySet<string>;
  /** Whether a text is the tag of a kernel release or candidate: "v5.6", not "v5.6.0". */
  isRelease(tag: string): boolean;
  /** Names of repositories besides the kernel's, and of topics: "libcap". */
  projects: ReadonlySet<string>;
}

/** The vocabulary of a corpus. */
export function vocabularyOf({ topics, repositories }: Corpus): Vocabulary {
  const kernel = repositories.find(({ id }) => id === KERNEL);
  const kindOf = kernel ? tagKinds(kernel) : () => null;
  return {
    tags: new Set([ALL, ...topics.flatMap(({ id, aliases }) => [id, ...aliases])]),
    isRelease: (tag) => ["release", "candidate"].includes(kindOf(tag) ?? ""),
    projects: new Set([...repositories, ...topics].map(({ id }) => id).filter((id) => id !== KERNEL)),
  };
}
