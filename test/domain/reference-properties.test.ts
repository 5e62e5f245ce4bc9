import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hashesIn } from "../../src/domain/cited-hashes.ts";
import { hashesOfLine, referenceIn } from "../../src/domain/reference.ts";

/** Every form in which people name a commit, X standing for its digits. */
const forms = [
  "X",
  " \ufeffX\u00a0",
  "`X`",
  "(X).",
  '"X",',
  "* X net: add a thing",
  "| a thing | X | v5.6 |",
  'commit X ("net: add a thing")',
  "commit X upstream.",
  "[ Upstream commit X ]",
  'Fixes: X ("net: add a thing")',
  'Reverts: X ("net: add a thing")',
  "This reverts commit X.",
  "(cherry picked from commit X)",
  "v5.10-rc1-5-gX",
  "https://git.kernel.org/torvalds/c/X",
  "https://git.kernel.org/linus/X",
  "https://git.kernel.org/stable/c/X",
  "https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/commit/?id=X",
  "https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/commit/kernel/nsproxy.c?h=v5.6&id=X",
  "http://git.kernel.org/?p=linux/kernel/git/torvalds/linux-2.6.git;a=commit;h=X",
  "https://github.com/torvalds/linux/commit/X",
  "https://gitlab.com/linux-kernel/stable/-/commit/X",
  "https://android.googlesource.com/kernel/common/+/X",
  "https://android.googlesource.com/kernel/common/+/X%5E%21/",
  "https://kernel.dance/#X",
  "https://git.zx2c4.com/linux-dev/commit/?id=X",
];

/** Digits that are neither a word nor a number. */
const digits = fc.stringMatching(/^[0-9a-f]{7,40}$/).filter((each) => /\d/.test(each) && /[a-f]/.test(each));

test("a commit in any form is read as that commit, in either case", () => {
  fc.assert(
    fc.property(digits, fc.constantFrom(...forms), fc.boolean(), (hash, form, isUpper) => {
      const text = form.replace("X", isUpper ? hash.toUpperCase() : hash);
      expect(hashesIn(text).map((each) => [each.hash, each.at, each.length])).toEqual([
        [hash, form.indexOf("X"), hash.length],
      ]);
      expect(hashesOfLine(text)?.hash.hash).toBe(hash);
      expect(referenceIn(text.includes("| a") ? hash : text)).toMatchObject({ type: "hash", prefix: hash });
    }),
    { numRuns: 500 },
  );
});

test("a posting is found by its message-id, whatever site shows it", () => {
  const id = fc.stringMatching(
    /^20[12]\d[01]\d[0-3]\d{6}\.\d{3,6}-\d{1,2}-[a-z]{1,8}@[a-z]{2,9}\.(?:com|org)$/,
  );
  const places = [
    "<X>",
    "Message-ID: <X>",
    "https://lore.kernel.org/r/X",
    "https://lore.kernel.org/all/X/T/#u",
    "https://lkml.kernel.org/r/X",
    "Link: https://patchwork.kernel.org/project/linux-fsdevel/patch/X/",
  ];
  fc.assert(
    fc.property(id, fc.constantFrom(...places), (each, place) => {
      const found = referenceIn(place.replace("X", each));
      expect(found).toMatchObject({ type: "address" });
      expect(found?.type === "address" && found.keys[0]).toBe(each);
    }),
    { numRuns: 300 },
  );
});

test("a release is read as its tag, a kernel as uname prints it, a constant by its name", () => {
  const number = fc.integer({ min: 1, max: 99 });
  const release = fc
    .tuple(fc.integer({ min: 3, max: 9 }), number, fc.constantFrom("", "-rc1", "-rc12", ".7", ".142"))
    .map(([major, minor, end]) => `${major}.${minor}${end}`);
  fc.assert(
    fc.property(
      release,
      fc.constantFrom("", "v", "Linux ", "linux-", "kernel ", "since v"),
      (each, before) => {
        expect(referenceIn(`${before}${each}`)).toEqual({ type: "release", tag: `v${each}` });
      },
    ),
  );
  const suffix = fc.constantFrom("-427.el9.x86_64", "-45-generic", "-amd64", "+", "-1-MANJARO", "-200.fc33");
  fc.assert(
    fc.property(number, number, suffix, (minor, patch, end) => {
      const text = `5.${minor}.${patch}${end}`;
      expect(referenceIn(text)).toEqual({ type: "kernel", text });
      expect(referenceIn(`Linux host ${text} #1 SMP x86_64`)).toEqual({ type: "kernel", text });
    }),
  );
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Z][A-Z0-9]{1,9}(?:_[A-Z0-9]{1,9}){1,4}$/), (name) => {
      expect(referenceIn(name)).toEqual({ type: "identifier", name, kind: null });
      expect(referenceIn(`\`${name}\``)).toEqual({ type: "identifier", name, kind: null });
    }),
  );
});

/** What patterns were given to read while something ran, in characters; those that walk on count what they pass. */
function charactersRead(run: () => void): number {
  const { exec } = RegExp.prototype;
  let read = 0;
  RegExp.prototype.exec = function (this: RegExp, text: string) {
    const before = this.global || this.sticky ? this.lastIndex : 0;
    const found = exec.call(this, text);
    if (this.sticky) read += 1 + Math.max(0, this.lastIndex - before);
    else read += (this.global && found ? this.lastIndex : text.length) - before;
    return found;
  };
  try {
    run();
  } finally {
    RegExp.prototype.exec = exec;
  }
  return read;
}

describe("twice the text is twice the work, counted in characters that patterns are given", () => {
  const units = [
    "8db6c34 ",
    "8db6c34-",
    "8db6c34/",
    "8db6c34abcdef0/",
    "commit ",
    "commit 8db6c34, ",
    "https://",
    "https://git.kernel.org/torvalds/c/8db6c34 ",
    "?id=8db6c34&",
    "a.b.c.d/8db6c34",
    "((((((((",
    'Fixes: 8db6c34 ("',
    "v1-1-g8db6c34",
    "\u00a0\ufeff",
    "x@8db6c34",
  ];
  test.each(units)("%j", (unit) => {
    for (const before of ["", "https://git.kernel.org/", "commit "]) {
      const work = (times: number) => {
        const text = `${before}${unit.repeat(times)}`;
        return charactersRead(() => {
          hashesIn(text);
          hashesOfLine(text);
          referenceIn(text);
        });
      };
      // Beyond the first 2,000 characters, which are read as one reference.
      const [once, twice] = [work(1000), work(2000)];
      expect(once).toBeGreaterThan(0);
      expect(twice).toBeLessThan(2.2 * once);
    }
  });

  test("what takes the square of the length is seen", () => {
    const square = (times: number) =>
      charactersRead(() => {
        const text = "ab ".repeat(times);
        for (const { index } of text.matchAll(/ab/g)) /x/.test(text.slice(index));
      });
    expect(square(2000)).toBeGreaterThan(3 * square(1000));
  });
});
