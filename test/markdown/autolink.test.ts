import { expect, test } from "vitest";
import { renderBody } from "../../src/markdown/render.ts";
import { FILE_CAPS, lookups, TWINS, WORDLIKE } from "./lookups-of-tests.ts";

const paragraph = (markdown: string) => renderBody(markdown, lookups).replace(/^<p>([\s\S]*)<\/p>$/, "$1");

const fileCaps = `<a href="/commits/${FILE_CAPS}/" title="Introduce &#x22;v3&#x22; <caps>"><code>8db6c34f1dbc</code></a>`;
const commit = (sha: string) => `<a href="/commits/${sha}/"><code>${sha.slice(0, 12)}</code></a>`;
const user = (text: string) => `<a href="/topics/user/">${text}</a>`;

test.each([
  ["a hash of 12", "8db6c34f1dbc", fileCaps],
  ["a hash of 7", "8db6c34", fileCaps],
  ["a whole hash", FILE_CAPS, fileCaps],
  ["a hash before a full stop", "By 8db6c34f1dbc.", `By ${fileCaps}.`],
  ["a hash as the kernel cites it", 'commit 8db6c34f1dbc ("caps")', `commit ${fileCaps} ("caps")`],
  ["a hash in parentheses", "(8db6c34f1dbc, v9)", `(${fileCaps}, v9)`],
  ["a hash in capitals", "8DB6C34F1DBC", fileCaps],
  ["a hash between signs", "h:8db6c34f1dbc|8db6c34f1dbc", `h:${fileCaps}|${fileCaps}`],
  ["a hash in bold", "**8db6c34f1dbc**", `<strong>${fileCaps}</strong>`],
  ["a hash one digit past the twins", "aa4bf44dc", commit(TWINS[0] ?? "")],
  ["twelve letters that are a commit", "deadbeefcafe", commit(WORDLIKE[0] ?? "")],
  ["twelve figures that are a commit", "201810252018", commit(WORDLIKE[1] ?? "")],
  [
    "a slug",
    "see nsfs-ioctls.",
    'see <a href="/changes/nsfs-ioctls/" title="The change nsfs-ioctls">nsfs-ioctls</a>.',
  ],
  [
    "a man page",
    "user_namespaces(7)",
    '<a href="https://man7.org/user_namespaces.7.html">user_namespaces(7)</a>',
  ],
  ["a man page of section 3p", "cap.h(3p)", '<a href="https://man7.org/cap.h.3p.html">cap.h(3p)</a>'],
  ["a capability", "CAP_BPF!", '<a href="/cap/CAP_BPF">CAP_BPF</a>!'],
  [
    "capabilities with a slash between",
    "CAP_BPF, CAP_SYS_ADMIN",
    '<a href="/cap/CAP_BPF">CAP_BPF</a>, <a href="/cap/CAP_SYS_ADMIN">CAP_SYS_ADMIN</a>',
  ],
  [
    "an interface",
    "NS_GET_PARENT or AT_BENEATH",
    '<a href="/interfaces/of/">NS_GET_PARENT</a> or AT_BENEATH',
  ],
  [
    "an interface as code, and not what only begins with it",
    "`/proc/<pid>` and `NS_GET_PARENT`, not `ioctl(NS_GET_PARENT)`",
    '<a href="/interfaces/of/"><code>/proc/&#x3C;pid></code></a> and <a href="/interfaces/of/"><code>NS_GET_PARENT</code></a>, not <code>ioctl(NS_GET_PARENT)</code>',
  ],
  ["a day", "(2017-11-12)", '(<span class="whole">2017-11-12</span>)'],
  ["a CVE", "CVE-2018-18955;", '<span class="whole">CVE-2018-18955</span>;'],
  ["digits that are no day", "12017-11-123", "12017-11-123"],
  ["a release", "since v4.14 (2017)", 'since <a href="/releases/v4.14/" title="2017-11-12">v4.14</a> (2017)'],
  ["a candidate", "v4.14-rc1.", '<a href="/releases/v4.14/" title="2017-11-12">v4.14-rc1</a>.'],
  [
    "a release of another shape",
    "libcap-2.26, v2.26",
    '<a href="/releases/libcap-2.26/">libcap-2.26</a>, v2.26',
  ],
  ["a topic, singular", "a user namespace", `a ${user("user namespace")}`],
  ["a topic, plural and over lines", "USER\nnamespaces", user("USER\nnamespaces")],
  [
    "a topic with signs in its name",
    "in C.++ (x) [a-b], Cx++",
    'in <a href="/topics/c/">C.++ (x) [a-b]</a>, Cx++',
  ],
  [
    "a topic at its first mention only",
    "user namespaces, user namespace",
    `${user("user namespaces")}, user namespace`,
  ],
  ["a topic ending in -ies", "every capability", 'every <a href="/topics/capabilities/">capability</a>'],
  [
    "two topics",
    "PID namespaces, user namespaces",
    `<a href="/topics/pid/">PID namespaces</a>, ${user("user namespaces")}`,
  ],
])("links %s", (_case, markdown, html) => {
  expect(paragraph(markdown)).toBe(html);
});

test.each([
  ["a date", "20181025"],
  ["a word of hex letters", "deadbeef"],
  ["another", "deadbee and defaced and effaced"],
  ["digits of too few", "8db6c3"],
  ["a prefix of two commits", "aa4bf44d"],
  ["an unknown hash of 40", "0123456789abcdef0123456789abcdef01234567"],
  ["a hash of 41", `${FILE_CAPS}0`],
  ["a hash in a longer word", "x8db6c34f1dbc 8db6c34f1dbcx 8db6c34f1dbc_x é8db6c34f1dbc"],
  ["a hash in a path", "/8db6c34f1dbc 8db6c34f1dbc/x a/8db6c34f1dbc/b"],
  ["what git describe prints", "v4.13-7362-g8db6c34f1dbc"],
  ["a bare address", "git.kernel.org/linus/8db6c34f1dbc"],
  ["a parent", "8db6c34f1dbc^ 8db6c34f1dbc~1"],
  ["a hash in a file name", "8db6c34f1dbc.patch 8db6c34f1dbc-dirty v5-8db6c34f1dbc-g"],
  ["a hash in a query", "?id=8db6c34f1dbc #8db6c34f1dbc"],
  ["a uuid", "8db6c34f-1dbc-4e06-aa01-6a9b829b0690"],
  ["a slug of one word", "idmap"],
  ["an unknown slug", "nsfs-ioctl read-only"],
  ["a slug in a longer one", "nsfs-ioctls-more my-nsfs-ioctls"],
  ["a slug in a path", "/changes/nsfs-ioctls/ nsfs-ioctls.md"],
  ["calls that are no man pages", "ioctl() umount(2, 0) umount{2}() f(9) x(0)"],
  ["a man page nobody knows", "printf(3)"],
  ["an unknown capability", "CAP_NOBODY CAP_ xCAP_BPF CAP_BPF_X"],
  ["an unknown release", "v4.15 v4.14.3 v4.14-rc99x xv4.14 v4"],
  ["part of a longer word", "superuser namespacess userland"],
  ["a topic in a longer word", "maximal"],
])("leaves %s alone", (_case, markdown) => {
  expect(paragraph(markdown)).toBe(markdown);
});

test.each([
  ["inline code", "`8db6c34f1dbc nsfs-ioctls`", "<code>8db6c34f1dbc nsfs-ioctls</code>"],
  ["a link", "[8db6c34f1dbc](/x)", '<a href="/x">8db6c34f1dbc</a>'],
  [
    "a bare link",
    "https://e.org/8db6c34f1dbc",
    '<a href="https://e.org/8db6c34f1dbc">https://e.org/8db6c34f1dbc</a>',
  ],
  ["code in a link", "[`NS_GET_PARENT`](/x)", '<a href="/x"><code>NS_GET_PARENT</code></a>'],
  ["a reference", "[v4.14][a]\n\n[a]: /x", '<a href="/x">v4.14</a>'],
])("leaves %s alone", (_case, markdown, html) => {
  expect(paragraph(markdown).replace(/<\/p>\n$/, "")).toBe(html);
});

test("leaves code blocks and headings alone", () => {
  expect(renderBody("```\n8db6c34f1dbc CAP_BPF\n```\n\n## v4.14 and CAP_BPF\n\nCAP_BPF", lookups)).toBe(
    '<pre tabindex="0"><code>8db6c34f1dbc CAP_BPF\n</code></pre>\n' +
      '<h2 id="body-v4-14-and-cap-bpf"><a href="#body-v4-14-and-cap-bpf">v4.14 and CAP_BPF</a></h2>\n' +
      '<p><a href="/cap/CAP_BPF">CAP_BPF</a></p>',
  );
});

test("a mention in a heading does not use up the first mention", () => {
  const html = renderBody("## User namespaces\n\nUser namespaces nest.", lookups);
  expect(html).toContain(`<p>${user("User namespaces")} nest.</p>`);
});

test("each text has its own first mention", () => {
  const first = renderBody("user namespaces", lookups);
  expect(renderBody("user namespaces", lookups)).toBe(first);
});
