import fc from "fast-check";
import { expect, test } from "vitest";
import { chunksOf, highlight, nameTerm, plainRow, termsOf } from "../../src/search/query/words.ts";

const cases: [text: string, terms: string[]][] = [
  ["CAP_SYS_ADMIN", ["cap", "sys", "admin", "capsysadmin"]],
  ["cap-sys-admin", ["cap", "sys", "admin", "capsysadmin"]],
  ["/proc/<pid>/ns/user", ["proc", "pid", "ns", "user", "procpidnsuser"]],
  ["/proc/self/ns/user", ["proc", "pid", "ns", "user", "procpidnsuser"]],
  ["/proc/1234/ns/user", ["proc", "pid", "ns", "user", "procpidnsuser"]],
  ["v4.14-rc1", ["4.14", "rc1", "4.14rc1"]],
  ["4.14", ["4.14"]],
  ["(v2.6.24)", ["2.6.24"]],
  ["user_namespaces(7)", ["user", "namespace", "usernamespaces"]],
  ["NS_GET_NSTYPE(2const)", ["ns", "get", "nstype", "nsgetnstype", "2const"]],
  [
    "security.capability",
    ["security", "capability", "securitycapability"].map((each) => each.replace(/y$/, "i")),
  ],
  ["perf record --namespaces", ["perf", "record", "namespace"]],
  ["Stéphane Graber", ["stephane", "graber"]],
  ["Łódź", ["łodz"]],
  ["namespaces namespace", ["namespace", "namespace"]],
  ["capabilities capability capabilitie", ["capabiliti", "capabiliti", "capabiliti"]],
  ["processes process access status", ["process", "process", "access", "status"]],
  ["which kernel has it", ["kernel"]],
  ["the of a -", []],
  ["all", ["all"]],
  ["x", []],
  ["", []],
];

test.each(cases)("%s", (text, terms) => {
  // The whole of a compound is not stemmed: it ends as it is written.
  const expected = text === "security.capability" ? ["securiti", "capabiliti", "securitycapability"] : terms;
  expect(termsOf(text)).toEqual(expected);
});

test("a name is one term, however it is written", () => {
  for (const name of ["User namespaces", "user_namespace", "USER-NAMESPACES", "user namespaces"]) {
    expect(nameTerm(name)).toBe("usernamespace");
  }
  expect(nameTerm("/proc/self/ns/user")).toBe(nameTerm("/proc/<pid>/ns/user"));
  expect(nameTerm("—")).toBe("");
});

test("what is typed on the way to a word begins its term", () => {
  for (const word of ["capabilities", "namespaces", "mapping", "inotify", "propagation"]) {
    const [term = ""] = termsOf(word);
    for (let typed = 4; typed <= word.length; typed += 1) {
      const [begun = ""] = termsOf(word.slice(0, typed));
      expect(term.startsWith(begun), `${begun} begins ${term}`).toBe(true);
    }
  }
});

test("a phrase stands in a row of words, and not across two texts", () => {
  expect(plainRow("In a user  namespace,").includes(plainRow("User Namespace"))).toBe(true);
  expect(plainRow("userspace names").includes(plainRow("space names"))).toBe(false);
});

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 80 }),
  fc.string({ unit: fc.constantFrom(..."abcXYZ019_-./<>()[]\"': é\u0301\u{1F427}"), maxLength: 60 }),
);

test("any text gives terms that are found again in it, in their places", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      for (const { parts, at, length } of chunksOf(text)) {
        expect(at + length).toBeLessThanOrEqual(text.length);
        for (const part of parts) {
          expect(part.term).not.toBe("");
          expect(part.at).toBeGreaterThanOrEqual(at);
          expect(part.at + part.length).toBeLessThanOrEqual(at + length);
        }
      }
    }),
  );
});

test("the pieces of a marked text are the text, whatever matches", () => {
  fc.assert(
    fc.property(anyText, fc.array(fc.nat(30)), (text, chosen) => {
      const all = termsOf(text);
      const terms = new Set(chosen.flatMap((at) => all[at] ?? []));
      const pieces = highlight(text, terms);
      expect(pieces.map((piece) => piece.text).join("")).toBe(text);
      expect(pieces.some(({ isMatch }) => isMatch)).toBe(terms.size > 0);
    }),
  );
});

test.each([
  ["NS_GET_USERNS", ["userns"], "NS_GET_[USERNS]"],
  ["NS_GET_USERNS and more", ["nsgetuserns"], "[NS_GET_USERNS] and more"],
  ["mounts, mounted", ["mount"], "[mounts], mounted"],
  ["<b>user</b>", ["user"], "<b>[user]</b>"],
])("marks in %s what %s matched", (text, terms, shown) => {
  // A stem is what the tokenizer makes of a word.
  const stems = new Set(terms.flatMap((term) => [term, ...termsOf(term)]));
  const drawn = highlight(text, stems).map((piece) => (piece.isMatch ? `[${piece.text}]` : piece.text));
  expect(drawn.join("")).toBe(shown);
});

test("text of ASCII alone is read as any other text is", () => {
  const ascii = fc.string({ unit: fc.constantFrom(..."abvxYZ012_-./<>[]' +"), maxLength: 40 });
  fc.assert(
    fc.property(ascii, (text) => {
      // A letter that is no term by itself, and stands apart.
      expect(termsOf(`${text} \u00e9`)).toEqual(termsOf(text));
      const words = plainRow(text).trim().split(" ");
      const stemmed = words.map((word) => nameTerm(`${word}\u200b`)).join("");
      if (words[0] !== "proc") expect(nameTerm(text)).toBe(stemmed);
    }),
  );
});
