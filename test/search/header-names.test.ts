import fc from "fast-check";
import { expect, test } from "vitest";
import { formatNames, type NameRow } from "../../src/domain/names-table.ts";
import { fileOfName, NameTable, splitNames } from "../../src/search/lookup/header-names.ts";

const name = fc
  .tuple(fc.constantFrom("a", "A", "ab", "CLONE_", "clone_", "z"), fc.stringMatching(/^[A-Za-z0-9_.]{0,3}$/))
  .chain(([begin, end]) => fc.constantFrom(`${begin}${end}`, `${begin}${end}()`, `${begin}${end}{}`));
const row = fc.record<NameRow>({
  name,
  absentIn: fc.constant(null),
  presentIn: fc.constantFrom("v5.6", "v2.6.12", "v7.1"),
  isClosed: fc.boolean(),
  header: fc.constantFrom("", "linux/sched.h", "linux/mount.h"),
});

test("each name is in the file that it is looked up in, as the table has it", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(row, { selector: (each) => each.name, maxLength: 40 }),
      fc.integer({ min: 1, max: 7 }),
      (rows, perFile) => {
        const { starts, files } = splitNames(rows, perFile);
        expect(files).toHaveLength(starts.length + 1);
        for (const each of rows) {
          const table = new NameTable(files[fileOfName(each.name, starts)] ?? "");
          expect(table.find([each.name])).toEqual(each);
          expect(table.find([each.name.toUpperCase()])?.name.toUpperCase()).toBe(each.name.toUpperCase());
          // All that differs from a name in case alone, or is a call or a type, is in the same file.
          expect(fileOfName(each.name.toUpperCase(), starts)).toBe(fileOfName(each.name, starts));
        }
        expect(files.flatMap((file) => [...new NameTable(file).rows.keys()]).sort()).toEqual(
          rows.map((each) => each.name).sort(),
        );
      },
    ),
  );
});

test("a table without names is one empty file", () => {
  expect(splitNames([])).toEqual({ starts: [], files: [formatNames([])] });
  expect(fileOfName("CLONE_NEWTIME", [])).toBe(0);
});
