import { expect, test } from "vitest";
import { ALPHA, BETA, edit, type Files, problemsWith, SHA } from "./content-tree.ts";
import { CITED, field } from "./variants.ts";

const listed = "{ kind: ioctl, name: NS_GET_OWNER_UID, role: introduces }";
const interfaces = (text: string, of = ALPHA) => edit(of, listed, text);
const alpha = (text: string): Files => ({ "changes/alpha.md": interfaces(text) });

const snapshot = (label: string) => ({ commit: "a".repeat(40), label });
/** A history of headers that lack the interface of the sound change in one release and have it in another. */
const headers = (absent: string, present: string): Files => ({
  "repositories/copy.yaml": `kind: headers
title: A copy
url: https://example.org/copy
commitUrl: https://example.org/copy/{sha}
headers:
  branch: main
  files: [{ path: include }]
  release: { by: subject, patterns: ["{release}"] }
`,
  "facts/interfaces/copy.json": JSON.stringify({
    head: "b".repeat(40),
    newest: snapshot("v4.14"),
    imports: 2,
    mainline: false,
    interfaces: {
      NS_GET_OWNER_UID: {
        kind: "constant",
        absent: { ...snapshot(absent), release: absent, path: "include/linux/nsfs.h" },
        present: {
          ...snapshot(present),
          release: present,
          path: "include/linux/nsfs.h",
          line: 1,
          value: null,
        },
      },
    },
    never: [],
  }),
});

const claim = (lines: string) =>
  alpha(`kind: ioctl
    name: NS_GET_OWNER_UID
    role: introduces
    claims:
      - ${lines}`);

const usable = listed.replace("introduces", "extends, makesUsable: true");
const config = (options: string): Files => ({
  "changes/alpha.md": edit(ALPHA, "summary:", `config: [${options}]\nsummary:`),
});

const accepted: [string, Files][] = [
  ["a change of the release in which headers have it", headers("v4.13", "v4.14")],
  [
    "another role of a change of another release",
    { ...headers("v4.12", "v4.13"), ...alpha(listed.replace("introduces", "extends")) },
  ],
  [
    "a change of another release that says why",
    {
      ...headers("v4.12", "v4.13"),
      ...alpha(listed.replace(" }", ", dispute: The number was reserved before. }")),
    },
  ],
  ["a change that makes usable what is older", alpha(usable)],
  ["a commit of the record", alpha(listed.replace(" }", `, commit: "${SHA}" }`))],
  [
    "a claim of a known document",
    claim(`{ release: "v4.14", document: talk, at: line 1, confidence: quoted }`),
  ],
  [
    "a build option that an interface of the record needs",
    config(`{ option: CONFIG_NAMESPACES, interfaces: [NS_GET_OWNER_UID], evidence: [{ document: talk }] }`),
  ],
];

test.each(accepted)("accepts %s", (_name, files) => {
  expect(problemsWith(files)).toEqual([]);
});

const at = "content/changes/alpha.md:13:";
const rejected: [string, Files, string[]][] = [
  [
    "a change that introduces what headers have earlier",
    headers("v4.12", "v4.13"),
    [
      `${at}50 interfaces[0].role: expected a change of the release in which headers have it, after v4.12, in v4.13 at the latest, found "introduces, in v4.14". Write extends or uses, or say in dispute why both are right.`,
    ],
  ],
  [
    "a dispute with headers that agree",
    { ...headers("v4.13", "v4.14"), ...alpha(listed.replace(" }", ", dispute: No. }")) },
    [`${at}71 interfaces[0].dispute: expected a release that headers contradict, found "No.". Remove it.`],
  ],
  [
    "a change that makes usable what it introduces",
    alpha(listed.replace(" }", ", makesUsable: true }")),
    [
      `${at}75 interfaces[0].makesUsable: expected role: extends beside it, found "true". Remove it, or correct the role.`,
    ],
  ],
  [
    "an interface that a change removes which is no removal",
    alpha(listed.replace("introduces", "removes")),
    [
      `${at}50 interfaces[0].role: expected removes: true of the change beside role: removes, found "removes". Add it, or correct the role.`,
    ],
  ],
  [
    "two changes that make one interface usable",
    {
      ...alpha(usable),
      "changes/beta.md": field(BETA, `${CITED}\nrepository: linux`).replace(
        "role: uses",
        "role: extends, makesUsable: true",
      ),
    },
    [
      `content/changes/beta.md:15:72 interfaces[0].makesUsable: expected one change that makes it usable, found "alpha does, too". Remove one of them.`,
    ],
  ],
  [
    "a commit of another record",
    alpha(listed.replace(" }", `, commit: "${"c".repeat(40)}" }`)),
    [
      `${at}70 interfaces[0].commit: expected a commit of this record, found "${"c".repeat(40)}". Add it to the commits, or correct the hash.`,
    ],
  ],
  [
    "a commit of what the change only uses",
    alpha(listed.replace("introduces }", `uses, commit: "${SHA}" }`)),
    [
      `${at}64 interfaces[0].commit: expected role: introduces beside it, found "${SHA}". Remove it, or correct the role.`,
    ],
  ],
  [
    "two changes that introduce the same",
    {
      "changes/beta.md": field(BETA, `${CITED}\nrepository: linux`).replace("role: uses", "role: introduces"),
    },
    [
      `content/changes/beta.md:15:50 interfaces[0].role: expected one change that introduces it, found "introduces, as alpha does". Write extends or uses.`,
    ],
  ],
  [
    "a claim of an unknown document and release",
    claim(`{ release: "v4.99", document: tlak, confidence: quoted }`),
    [
      `content/changes/alpha.md:17:20 interfaces[0].claims[0].release: expected a release that releases.yaml lists, found "v4.99". Correct it, or add the release there.`,
      `content/changes/alpha.md:17:39 interfaces[0].claims[0].document: expected a known document, found "tlak". Did you mean "talk"?`,
    ],
  ],
  [
    "a claim of what is no release",
    claim(`{ release: "4.14", document: talk, confidence: quoted }`),
    [
      `content/changes/alpha.md:17:20 interfaces[0].claims[0].release: expected a release of linux (v2.6.N, v3+.N), found "4.14". Did you mean "v4.14"?`,
    ],
  ],
  [
    "a derived claim without a reason",
    claim(`{ release: "v4.14", document: talk, confidence: derived }`),
    [
      `content/changes/alpha.md:17:9 interfaces[0].claims[0].reason: expected a reason for a derived claim, found nothing. Say how it follows from the document.`,
    ],
  ],
  [
    "two spellings with one address",
    {
      "changes/beta.md": field(BETA, `${CITED}\nrepository: linux`).replace(
        "name: NS_GET_OWNER_UID",
        "name: /NS_GET_OWNER_UID/",
      ),
    },
    [
      `content/changes/beta.md:15:26 interfaces[0].name: expected one spelling of an interface, found "/NS_GET_OWNER_UID/". Write "NS_GET_OWNER_UID", as another record does, or give this one a name with an address of its own.`,
    ],
  ],
  [
    "what is no build option",
    config("{ option: USER_NS, evidence: [{ document: talk }] }"),
    [
      `content/changes/alpha.md:9:20 config[0].option: expected the name of a build option, found "USER_NS". Write it like "CONFIG_USER_NS".`,
    ],
  ],
  [
    "a build option of what the record does not list, and a second time, by an unknown document",
    config(
      "{ option: CONFIG_A, interfaces: [NS_GET_OWNER_UDI], evidence: [{ document: talk }] }, { option: CONFIG_A, evidence: [{ document: tlak }] }",
    ),
    [
      `content/changes/alpha.md:9:43 config[0].interfaces[0]: expected an interface of this record, found "NS_GET_OWNER_UDI". Did you mean "NS_GET_OWNER_UID"?`,
      `content/changes/alpha.md:9:106 config[1].option: expected each build option once, found "CONFIG_A". Join the two: one entry, with all interfaces and sources.`,
      `content/changes/alpha.md:9:139 config[1].evidence[0].document: expected a known document, found "tlak". Did you mean "talk"?`,
    ],
  ],
];

test.each(rejected)("refuses %s", (_name, files, problems) => {
  expect(problemsWith(files)).toEqual(problems);
});
