import { tagKinds } from "../../src/domain/release.ts";
import { readFlaws } from "../../src/enrich/flaws/read-flaws.ts";
import { openRepository } from "../../src/git/releases/open-repository.ts";
import { since } from "../../src/git/releases/since.ts";
import { linuxShapes } from "./linux-shapes.ts";
import { git } from "./run-git.ts";

/**
 * Compares our answers with the first releases that the kernel CVE team's records name, for all commits on the
 * mainline of the kernel clone that both have.
 * @param vulns a clone of the team's repository
 */
export async function compareWithVulns(clone: string, vulns: string) {
  const repository = await openRepository(clone, { shapes: linuxShapes, note: console.error });
  const wanted = new Set(git(clone, "rev-list", repository.mainline.oid).split("\n"));
  const { proved, problems } = await readFlaws(vulns, wanted, tagKinds(linuxShapes), () => {});
  if (proved === null) throw new Error(problems.map(({ file, found }) => `${file}: ${found}`).join("\n"));
  const named = Object.entries(proved.releases);
  const shas = named.map(([sha]) => sha);
  const answers = new Map((await since(repository, shas, null)).map((answer) => [answer.input, answer]));
  const differing = named.filter(([sha, { release }]) => answers.get(sha)?.release !== release);
  const lines = [
    `${named.length} commits of published flaws: ${differing.length} differ in release`,
    ...differing.map(
      ([sha, { release, cve }]) => `  ${sha} ${answers.get(sha)?.release}, ${cve}: ${release}`,
    ),
  ];
  return { compared: named.length, differences: differing.length, report: `${lines.join("\n")}\n` };
}
