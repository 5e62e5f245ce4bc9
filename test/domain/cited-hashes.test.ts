import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hashesIn } from "../../src/domain/cited-hashes.ts";

const SHA = "8db6c34f1dbc8e06aa016a9b829b06902c3e1340";
const H = "8db6c34f1dbc";

/** What people paste, what is in it: hash, role, form, subject. */
const pasted: [text: string, ...found: string[]][] = [
  [SHA, `${SHA} commit bare`],
  [SHA.toUpperCase(), `${SHA} commit bare`],
  ["8db6c34", "8db6c34 commit bare"],
  [`\ufeff${H}`, `${H} commit bare`],
  [`\u00a0${H}\u00a0`, `${H} commit bare`],
  [`\`${H}\``, `${H} commit bare`],
  [`(${H})`, `${H} commit bare`],
  [`[${H}]`, `${H} commit bare`],
  [`"${H}",`, `${H} commit bare`],
  [`'${H}'.`, `${H} commit bare`],
  [`* ${H} Introduce v3 caps`, `${H} commit bare`],
  [`| * | ${H} Introduce v3 caps`, `${H} commit bare`],
  [`- ${H}: Introduce v3 caps`, `${H} commit bare`],
  [`${H} (HEAD -> master, tag: v4.14) Introduce v3 caps`, `${H} commit bare`],
  [`| file capabilities | ${H} | v4.14 |`, `${H} commit bare`],
  [`v4.14\t${H}\tfile capabilities`, `${H} commit bare`],
  [`git show ${H}`, `${H} commit named`],
  [`commit ${SHA}`, `${SHA} commit named`],
  [`Commit: ${H}`, `${H} commit named`],
  [`commit **${H}**`, `${H} commit named`],
  [`commit ${H} ("Introduce v3 caps")`, `${H} commit named "Introduce v3 caps"`],
  [`commit ${H}\n("Introduce v3\n caps")`, `${H} commit named "Introduce v3 caps"`],
  [`Introduced by ${H} ("Introduce v3 caps")`, `${H} commit named "Introduce v3 caps"`],
  [`Fixes: ${H} ("Introduce v3 caps")`, `${H} fixes named "Introduce v3 caps"`],
  [`Fixes: commit ${H}`, `${H} fixes named`],
  [`Reverts: ${H} ("Introduce v3 caps")`, `${H} reverts named "Introduce v3 caps"`],
  [`This reverts commit ${SHA}.`, `${SHA} reverts named`],
  [`commit ${SHA} upstream.`, `${SHA} commit named`],
  [`[ Upstream commit ${SHA} ]`, `${SHA} upstream named`],
  [`Upstream commit: ${SHA}`, `${SHA} upstream named`],
  [`(cherry picked from commit ${SHA})`, `${SHA} cherry-pick named`],
  [`commits ${H} and e5ff5ce6e20e`, `${H} commit named`, "e5ff5ce6e20e commit named"],
  [`коммит ${H}`, `${H} commit named`],
  [`в коммитах ${H}`, `${H} commit named`],
  [`提交${H}引入`, `${H} commit named`],
  [
    `commits ${SHA}, ${H}, and e5ff5ce6e20e`,
    `${SHA} commit named`,
    `${H} commit named`,
    "e5ff5ce6e20e commit named",
  ],
  ["v5.10-rc1-5-gddbcc7e8e50a", "ddbcc7e8e50a commit described"],
  ["v4.13-7362-g8db6c34f1dbc", `${H} commit described`],
  ["5.10.0-rc1-00005-g8db6c34f1dbc-dirty", `${H} commit described`],
  [`torvalds/linux@${H}`, `${H} commit bare`],
  [`commit=${H}`, `${H} commit bare`],
  [`${H}&nbsp;Introduce v3 caps`, `${H} commit bare`],
  [`^${H} (Eric W. Biederman 2017-10-12) x`, `${H} commit bare`],
  [`+ ${H} Introduce v3 caps`, `${H} commit bare`],
  [`\u200b${H}\u200b`, `${H} commit bare`],
  [`${H},v4.14,"file capabilities"`, `${H} commit bare`],
  [`{"sha": "${SHA}"}`, `${SHA} commit bare`],
  [`(${H}...)`, `${H} commit bare`],
  [`${H}..e5ff5ce6e20e`, `${H} commit bare`, "e5ff5ce6e20e commit bare"],
  [`https://git.kernel.org/torvalds/c/${H}`, `${H} commit address`],
  [`https://git.kernel.org/linus/${SHA}`, `${SHA} commit address`],
  [`https://git.kernel.org/stable/c/${SHA}.`, `${SHA} commit address`],
  [
    `https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/commit/kernel/nsproxy.c?id=${SHA}`,
    `${SHA} commit address`,
  ],
  [
    `http://git.kernel.org/cgit/linux/kernel/git/torvalds/linux.git/commit/?h=v4.14&id=${SHA}`,
    `${SHA} commit address`,
  ],
  [`git.kernel.org/pub/scm/linux.git/patch/?id=${SHA}`, `${SHA} commit address`],
  [
    `https://git.kernel.org/?p=linux/kernel/git/torvalds/linux-2.6.git;a=commit;h=${SHA}`,
    `${SHA} commit address`,
  ],
  [`https://git.kernel.org/?p=linux.git;a=commitdiff;h=${SHA};hp=e5ff5ce6e20e`, `${SHA} commit address`],
  [
    `https://git.kernel.org/?p=linux.git;a=blob;f=kernel/fork.c;h=e5ff5ce6e20e;hb=${SHA}`,
    `${SHA} commit address`,
  ],
  [`https://github.com/torvalds/linux/commit/${H}`, `${H} commit address`],
  [`https://github.com/torvalds/linux/commit/${SHA}.patch#diff-1`, `${SHA} commit address`],
  [
    `https://github.com/torvalds/linux/compare/${H}...e5ff5ce6e20e`,
    `${H} commit address`,
    "e5ff5ce6e20e commit address",
  ],
  [`https://gitlab.com/linux-kernel/stable/-/commit/${SHA}`, `${SHA} commit address`],
  [`https://android.googlesource.com/kernel/common/+/${SHA}`, `${SHA} commit address`],
  [`https://android.googlesource.com/kernel/common/+/${SHA}%5E%21/`, `${SHA} commit address`],
  [`https://android.googlesource.com/kernel/common/+/${SHA}^!/#F0`, `${SHA} commit address`],
  [`https://kernel.dance/#${SHA}`, `${SHA} commit address`],
  [`https://git.zx2c4.com/linux-dev/commit/?id=${SHA}`, `${SHA} commit address`],
  [`https://git.kernel.org/x.git/commit/?id=1234567`, "1234567 commit address"],
  [`https://git.kernel.org/x.git/commit/?h=e5ff5ce6e20e&id=${H}`, `${H} commit address`],
  [`https://github.com/torvalds/linux/commit/8DB6C34F1DBC`, `${H} commit address`],
  [`https://kernel.dance/8db6c34f1dbc`, `${H} commit address`],
  [`https://web.archive.org/web/20190101000000/https://git.kernel.org/linus/${H}`, `${H} commit address`],
  [`[v3 caps](https://git.kernel.org/torvalds/c/${H}) are new`, `${H} commit address`],
  [`Fixes: https://git.kernel.org/torvalds/c/${H}`, `${H} fixes address`],
  ["https://git.kernel.org/torvalds/c/1234567", "1234567 commit address"],
  [
    `https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/log/kernel/nsproxy.c?h=v4.14&id=${SHA}`,
    `${SHA} commit address`,
  ],
];

describe("what people paste", () => {
  test.each(pasted)("%j", (text, ...expected) => {
    const found = hashesIn(text);
    expect(
      found.map(
        ({ hash, role, form, subject }) => `${hash} ${role} ${form}${subject ? ` "${subject}"` : ""}`,
      ),
    ).toEqual(expected);
    for (const { at, length, hash, certain } of found) {
      expect(text.slice(at, at + length).toLowerCase()).toBe(hash);
      expect(certain).toBe(true);
    }
  });
});

test.each([
  "",
  "abc",
  "8db6c3",
  `${SHA}0`,
  `${SHA}${SHA}`,
  `x${H}`,
  `${H}_x`,
  `commit ${H}^`,
  `${H}~2`,
  "2018-10-25",
  "123e4567-e89b-12d3-a456-426614174000",
  "20180919205037.9574-1-dima@arista.com",
  `drivers/${H}/x.c`,
  `${H}.patch`,
  `5.4.0-${H}`,
  `https://lore.kernel.org/r/20180919205037.9574-1-dima@arista.com`,
  "https://lore.kernel.org/all/1234567890abcdef1234@mail.gmail.com/",
  "https://bugzilla.kernel.org/show_bug.cgi?id2=1234567",
  "#define CLONE_NEWTIME 0x00000080",
  "v5.10-5-g8db6c34f1dbc^",
  "https://bugzilla.redhat.com/show_bug.cgi?id=1234567",
  "https://example.org/status/123456789012345678",
  "https://gist.github.com/name/0123456789abcdef0123456789abcdef",
  "https://github.com/opencontainers/runc/pull/1234567",
  "https://patchwork.kernel.org/patch/10606619/",
  "https://android-review.googlesource.com/c/kernel/common/+/1234567",
  `https://syzkaller.appspot.com/bug?id=${SHA}`,
  "https://groups.google.com/d/msgid/syzkaller-bugs/0000000000005b2b8f05d2a1b2c3%40google.com",
  "https://drive.google.com/file/d/0b1234567abcdef/view",
  "color: #deadbeef1x",
  "color: #1a2b3c4d",
  "http://[",
])("%j names no commit", (text) => {
  expect(hashesIn(text)).toEqual([]);
});

test.each(["deadbeef", "20181025", "defaced", "4026531833"])("%j may be a word or a number", (text) => {
  expect(hashesIn(text)).toMatchObject([{ hash: text, certain: false }]);
  expect(hashesIn(`commit ${text}`)).toMatchObject([{ hash: text, certain: true }]);
});

const piece = fc.constantFrom(
  "https://",
  "git.kernel.org/",
  "commit ",
  "Fixes: ",
  SHA,
  "8db6c34",
  "-g",
  "%5E",
  "@",
  "/",
  "<",
  "?id=",
  ";h=",
  "(",
  '"',
  "..",
  "x",
  "\n",
  "#",
  "-1",
);

test("no text makes it throw, and what it finds stands there", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 100 }),
    fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join("")),
  );
  fc.assert(
    fc.property(text, (each) => {
      let last = -1;
      for (const { hash, at, length } of hashesIn(each)) {
        expect(hash).toMatch(/^[0-9a-f]{7,40}$/);
        expect(each.slice(at, at + length).toLowerCase()).toBe(hash);
        expect(at).toBeGreaterThan(last);
        last = at;
      }
    }),
    { numRuns: 1500 },
  );
});

describe("half a megabyte of what is awkward comes to its end", () => {
  const units = [
    "8db6c34 ",
    "8db6c34-",
    "8db6c34/",
    "commit ",
    "https://",
    "?id=8db6c34&",
    "(((((((",
    "v1-1-g",
    "a.b.c.d/",
  ];
  test.each(units)("%j, repeated", (unit) => {
    const text = unit.repeat(Math.ceil(500_000 / unit.length));
    // What takes the square of the length would run for a quarter of an hour.
    expect(hashesIn(text).length).toBe(unit === "8db6c34 " ? 62_500 : 0);
    expect(hashesIn(`https://git.kernel.org/${text}`).length).toBeGreaterThanOrEqual(0);
  });
});
