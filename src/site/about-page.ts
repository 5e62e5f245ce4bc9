import { bestKnown, subjectOf } from "../model/knowledge.ts";
import { knowledge } from "./content.ts";
import { href } from "./links.ts";
import { clonesOf } from "./proofs-view.ts";
import { repositoryLinks } from "./repository-links.ts";

/** How the content is made: its size, the clones it was proved with, the schemas of its files. */
export function aboutPage() {
  const known = knowledge();
  const { corpus } = known;
  return {
    counts: {
      changes: known.changes.length,
      commits: known.commits.length,
      claims: known.verdicts.length,
      sources: corpus.documents.length,
    },
    unknown: {
      subject: known.commits.filter((commit) => subjectOf(commit) === null).length,
      author: known.commits.filter((commit) => bestKnown(commit, "author").value === null).length,
      release: known.commits.filter(({ since }) => since.releases.length === 0).length,
    },
    repositories: corpus.repositories.map(({ id, title, url }) => ({
      title,
      url,
      clones: clonesOf(id, known),
    })),
    repository: repositoryLinks(),
    schemas: ["change", "topic", "document", "releases", "repository"].map((name) => ({
      href: href(`/schemas/${name}.schema.json`),
      title: `${name}.schema.json`,
    })),
  };
}
