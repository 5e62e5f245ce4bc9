import type { Clone } from "../process/open-clone.ts";
import { ask, type Query } from "../process/query.ts";

export interface Ref {
  /** "refs/heads/master", "refs/tags/v2.6.24", "HEAD" */
  name: string;
  /** What it points at in the end: tags are peeled. Not always a commit: v2.6.11 is a tree. */
  oid: string;
}

/**
 * show-ref, because for-each-ref looks at the object that a tag names, and in a clone without trees that is
 * missing for the kernel's v2.6.11: it would fail as a whole.
 */
const everyRef: Query<Ref[]> = {
  args: ["show-ref", "--head", "--dereference"],
  parse: (stdout) => {
    const refs = new Map<string, string>();
    for (const line of stdout.split("\n")) {
      const oid = line.slice(0, 40);
      const name = line.slice(41);
      if (name !== "") refs.set(name.endsWith("^{}") ? name.slice(0, -3) : name, oid);
    }
    return [...refs].map(([ref, oid]) => ({ name: ref, oid }));
  },
};

/** Every ref of a clone, HEAD first, the others by name; replacement refs are no part of history. */
export async function readRefs(clone: Clone): Promise<Ref[]> {
  const refs = await ask(clone.gitDirectory, everyRef);
  return refs.filter(({ name }) => !name.startsWith("refs/replace/"));
}
