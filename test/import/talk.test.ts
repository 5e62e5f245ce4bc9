import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { writeNewFile } from "../../src/import/import-files.ts";
import { knownContent } from "../../src/import/known-content.ts";
import { planImport } from "../../src/import/plan-import.ts";
import { readDeck } from "../../src/import/read-deck.ts";
import { readContent } from "../../src/records/read/read-content.ts";
import { corpus } from "../known-content.ts";
import { contentFolder } from "./content-folder.ts";
import { vocabulary } from "./vocabulary-of-tests.ts";

const file = resolve(import.meta.dirname, "../../../shared/seed/namespaces-and-capabilities.md");
const isHere = existsSync(file);
const text = isHere ? readFileSync(file, "utf8") : "";

describe.skipIf(!isHere)(
  `the talk of 2018${isHere ? "" : " (skipped: ../shared is not beside this checkout)"}`,
  () => {
    const deck = readDeck(text, vocabulary);
    const items = deck.sections.flatMap((section) => section.items);

    test("has its title, speaker and 34 items, and nothing that needs correcting", () => {
      expect(deck.title).toBe("Namespaces and Capabilities");
      expect(deck.authors).toEqual(["Christian Brauner"]);
      expect(items).toHaveLength(34);
      expect(deck.problems).toEqual([]);
    });

    test("all 44 hashes are found, each once and on its line", () => {
      const lines = text.split("\n");
      const expected = lines.flatMap((line, index) =>
        (line.match(/\b[0-9a-f]{40}\b/g) ?? []).map((sha) => [index + 1, sha]),
      );
      expect(expected).toHaveLength(44);
      expect(items.flatMap(({ hashes }) => hashes).map(({ line, sha }) => [line, sha])).toEqual(expected);
    });

    test("each item has the tags and as many hashes as its slide says", () => {
      expect(
        items.map(({ line, tags, hashes }) => `${line} ${tags.join(",") || "none"} ${hashes.length}`),
      ).toEqual([
        "19 none 0",
        "20 none 0",
        "52 user,mnt 1",
        "54 user 1",
        "56 net 1",
        "59 user 1",
        "61 user 2",
        "64 user,mnt 1",
        "67 pidns 1",
        "69 pidns 1",
        "71 all 1",
        "74 mnt 1",
        "76 cgroup 1",
        "79 user 1",
        "82 user 7",
        "91 net 6",
        "100 user,mnt 5",
        "106 user,mnt 1",
        "108 user,net 2",
        "112 user,mnt 6",
        "120 user,mnt 2",
        "123 user,net 2",
        "129 time 0",
        "131 mnt 0",
        "133 net 0",
        "135 mnt 0",
        "141 mnt 0",
        "142 mnt 0",
        "143 mnt 0",
        "145 mnt 0",
        "147 user 0",
        "152 lsm 0",
        "154 seccomp 0",
        "171 capabilities 0",
      ]);
    });

    test("the links of the patchset slides are whole, their underscores undone", () => {
      const slides = deck.sections.filter(({ heading }) => heading.endsWith("Patchsets"));
      const links = slides.flatMap((slide) => slide.items.flatMap((item) => item.links));
      expect(links.map(({ url, note = "" }) => `${url} ${note}`.trim())).toEqual([
        "https://lkml.org/lkml/2018/9/19/950",
        "https://lists.linuxfoundation.org/pipermail/containers/2018-October/039525.html",
        "https://lists.linuxfoundation.org/pipermail/containers/2018-September/039351.html",
        "https://git.kernel.org/pub/scm/linux/kernel/git/dhowells/linux-fs.git/log/?h=mount-api",
        "https://lkml.org/lkml/2018/9/24/1096",
        "https://github.com/brauner/linux/commits/2018-09-05/ro MS_REC_RDONLY",
        "https://github.com/brauner/linux/tree/2018-10-07/tucked_mounts",
        "https://lkml.org/lkml/2018/5/25/397",
        "https://github.com/brauner/linux/tree/2018-10-01/ns_is_init",
        "http://namei.org/presentations/selinux_namespacing_lca2018.pdf",
        "https://lists.linuxfoundation.org/pipermail/containers/2018-September/039419.html",
      ]);
    });

    test("titles, notes and interfaces are as on the slides", () => {
      const at = (line: number) => items.find((item) => item.line === line);
      expect(at(91)).toMatchObject({
        title: "query peer network namespaces (RTM_NEWLINK, RTM_DELLINK, RTM_SETLINK)",
        interfaces: ["RTM_NEWLINK", "RTM_DELLINK", "RTM_SETLINK"],
      });
      expect(at(61)?.hashes.map(({ note }) => note)).toEqual([
        "NS_GET_OWNER_UID",
        "NS_GET_PARENT, NS_GET_USERNS",
      ]);
      expect(at(67)?.title).toBe("expose pidns_for_children in /proc/<pid>/ns/");
      const readOnly = "recursive read-only bind mounts for old and new mount api";
      expect([at(141)?.title, at(142)?.title]).toEqual([
        `${readOnly} (new mount api)`,
        `${readOnly} (old mount api)`,
      ]);
      expect(at(171)?.notes).toMatchObject([
        { line: 172, text: expect.stringMatching(/^likely a major task/) },
      ]);
    });

    test("what is no item is listed with its line", () => {
      expect(deck.unread.map(({ line }) => line)).toEqual([
        3, 5, 15, 24, 26, 28, 29, 33, 40, 41, 42, 43, 44, 48, 49, 50, 159, 161, 163,
      ]);
    });

    test("imports into content without changes, and then has nothing left to write", () => {
      const folder = contentFolder();
      const plan = () =>
        planImport({ deck, name: "talk" }, knownContent(readContent(folder).corpus), "2018-10-25");
      const first = plan();
      expect(first.problems).toEqual([]);
      expect(first.files).toHaveLength(35);
      for (const { path, text } of first.files) writeNewFile(`${folder}/${path}`, text);
      expect(readContent(folder).problems).toEqual([]);
      expect(plan()).toMatchObject({ files: [], known: { length: 34 } });
    });

    test("the content of this checkout knows every item already", () => {
      expect(planImport({ deck, name: "talk" }, knownContent(corpus), "2018-10-25").files).toEqual([]);
    });
  },
);
