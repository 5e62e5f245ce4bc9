import type { Lookups } from "../../src/markdown/lookups.ts";

export const FILE_CAPS = "8db6c34f1dbc8e06aa016a9b829b06902c3e1340";
/** Two known commits that share their first eight digits: a prefix of both is ambiguous. */
export const TWINS = ["aa4bf44dc851c6bdd4f7b61b5f2c56c84dfe2ff0", "aa4bf44d00000000000000000000000000000000"];
/** Looks like a word and like a number; known all the same. */
export const WORDLIKE = [
  "deadbeefcafedeadbeefcafedeadbeefcafedead",
  "2018102520181025201810252018102520181025",
];

const commits = [FILE_CAPS, ...TWINS, ...WORDLIKE];

/** A small world: what the plugins may know in these tests. */
export const lookups: Lookups = {
  commit(prefix) {
    const [sha, second] = commits.filter((each) => each.startsWith(prefix));
    if (!sha || second) return null;
    const known = { sha, href: `/commits/${sha}/` };
    return sha === FILE_CAPS ? { ...known, subject: 'Introduce "v3" <caps>' } : known;
  },
  change(slug) {
    return slug === "nsfs-ioctls" || slug === "idmap"
      ? { href: `/changes/${slug}/`, title: `The change ${slug}` }
      : null;
  },
  topics: [
    { name: "User namespaces", href: "/topics/user/" },
    { name: "PID namespaces", href: "/topics/pid/" },
    { name: "Capabilities", href: "/topics/capabilities/" },
    { name: "IMA", href: "/topics/ima/" },
    { name: "C.++ (x) [a-b]", href: "/topics/c/" },
  ],
  releaseTags: "(?:v\\d+\\.\\d+(?:-rc\\d+)?|libcap-\\d+\\.\\d+)",
  release: (tag) => {
    if (tag === "libcap-2.26") return { href: "/releases/libcap-2.26/" };
    return /^v4\.14(-rc\d)?$/.test(tag) ? { href: "/releases/v4.14/", title: "2017-11-12" } : null;
  },
  manPage: (reference) =>
    reference.startsWith("printf") ? null : { href: `https://man7.org/${reference.replace(/\W/g, ".")}html` },
  capability: (name) => (name === "CAP_BPF" || name === "CAP_SYS_ADMIN" ? { href: `/cap/${name}` } : null),
  interface: (name) => (/^(?:NS_GET_PARENT|\/proc\/<pid>)$/.test(name) ? { href: "/interfaces/of/" } : null),
};
