import { rmSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { slug } from "../../src/records/schema/primitives.ts";
import { contentFolder } from "./content-folder.ts";
import { importInto, planFor } from "./import-into.ts";

const hostileTitle = fc.oneof(
  fc.string({ minLength: 1 }),
  fc.string({ unit: "binary", minLength: 1, maxLength: 300 }),
  fc.constantFrom(
    "x: y",
    "- x",
    "# x",
    "'",
    '"',
    "{{",
    "*anchor",
    "&a",
    "!tag",
    "null",
    "5.10",
    "---",
    "...",
    "../x",
    "TODO",
    "/proc/<pid>/ns",
    "<script>",
    "{a: b}",
    "@x",
    "`x`",
    "%",
    "|",
    ">",
    "x #y",
    "x".repeat(400),
    "𐀀".repeat(120),
    "é",
  ),
);

test("whatever a title holds, the drafts pass the check and a second run writes nothing", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(hostileTitle, fc.nat({ max: 3 })), { minLength: 1, maxLength: 8 }),
      (items) => {
        const folder = contentFolder();
        const markdown = items
          .map(([title, hashes], index) => {
            const lines = Array.from(
              { length: hashes },
              (_, at) => `  - ${String(index * 4 + at).padStart(40, "ab")} (${title})\n`,
            );
            return `- (user) ${title}\n${lines.join("")}`;
          })
          .join("");
        const plan = importInto(folder, `# ${items[0]?.[0]}\n${markdown}`);
        for (const { path } of plan.files) {
          const [, name = ""] = /^(?:changes|documents)\/(.*)\.(?:md|yaml)$/.exec(path) ?? [];
          expect(slug.safeParse(name).success).toBe(true);
        }
        expect(planFor(`# ${items[0]?.[0]}\n${markdown}`, folder).files).toEqual([]);
        rmSync(folder, { recursive: true });
      },
    ),
    { numRuns: 40 },
  );
});
