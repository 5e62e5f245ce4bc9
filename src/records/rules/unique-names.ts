import { quoted } from "../../domain/text.ts";
import { ALL } from "../read/known-names.ts";
import type { Report, Rule } from "./rule.ts";

/**
 * Names are unique: no alias is the name or alias of another record, so that aliases redirect once and never in a
 * circle, and no change, topic and document share a name, because links in bodies use the name alone.
 */
export const uniqueNames: Rule = ({ corpus, known, report }) => {
  const changes = corpus.changes.map(({ slug, ...rest }) => ({ ...rest, name: slug }));
  const topics = corpus.topics.map(({ id, ...rest }) => ({ ...rest, name: id }));
  uniqueAliases(changes, known.changes, report);
  uniqueAliases(
    corpus.documents.map(({ slug, ...rest }) => ({ ...rest, name: slug })),
    known.documents,
    report,
  );
  uniqueAliases(topics, new Set([...known.topics, ALL]), report);
  const reserved = topics.find(({ name }) => name === ALL);
  if (reserved)
    report(
      reserved.file,
      [],
      "a topic's own name",
      quoted(ALL),
      "It stands for every namespace; rename the file.",
    );
  for (const { name, file } of changes) {
    const other = known.topics.has(name) ? "topic" : known.documents.has(name) ? "document" : null;
    if (other)
      report(
        file,
        [],
        "a name of its own",
        `the ${other} ${quoted(name)} too`,
        "Rename one of the two files.",
      );
  }
  for (const { name, file } of corpus.documents.map(({ slug, file }) => ({ name: slug, file }))) {
    if (known.topics.has(name)) {
      report(file, [], "a name of its own", `the topic ${quoted(name)} too`, "Rename one of the two files.");
    }
  }
};

function uniqueAliases(
  records: { name: string; file: string; aliases: string[] }[],
  names: ReadonlySet<string>,
  report: Report,
): void {
  const owners = new Map<string, string>();
  for (const { name, file, aliases } of records) {
    for (const [at, alias] of aliases.entries()) {
      const owner = names.has(alias) ? alias : owners.get(alias);
      if (owner === undefined) owners.set(alias, name);
      else {
        const found = `${quoted(alias)}, which ${alias === owner ? "names a record" : `${quoted(owner)} has too`}`;
        report(file, ["aliases", at], "an alias of no other record", found, "Remove it here or there.");
      }
    }
  }
}
