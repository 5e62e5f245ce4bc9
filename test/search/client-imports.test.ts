import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

/** Every file and package that a file brings along, types left out. */
function reached(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  if (!existsSync(file)) return seen;
  const { outputText } = ts.transpileModule(readFileSync(file, "utf8"), {
    compilerOptions: {
      module: ts.ModuleKind.ESNext,
      target: ts.ScriptTarget.ESNext,
      verbatimModuleSyntax: true,
    },
  });
  for (const { fileName } of ts.preProcessFile(outputText, true, true).importedFiles) {
    reached(fileName.startsWith(".") ? join(dirname(file), fileName) : fileName, seen);
  }
  return seen;
}

const clients = globSync("src/search/client/*.client.ts");

test("there are scripts for the browser", () => {
  expect(clients.length).toBeGreaterThan(3);
});

test.each(clients)("%s brings nothing of node, zod or the content along", (file) => {
  const strangers = [...reached(file)].filter(
    (each) =>
      !/^src\/(?:search|domain|model\/kernels)\//.test(each) &&
      each !== "minisearch" &&
      each !== "fastest-levenshtein",
  );
  expect(strangers).toEqual([]);
});

test("the check sees what comes along indirectly", () => {
  expect([...reached("src/search/index/build-index.ts")]).toEqual(
    expect.arrayContaining(["src/records/read/parse-body.ts", "remark"]),
  );
});
