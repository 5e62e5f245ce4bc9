import { execFileSync } from "node:child_process";
import { appendFileSync, mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { git } from "./run-git.ts";

/** What is done to a bare clone, and the sentence that refuses it. */
export type OddFile = [name: string, change: (clone: string) => void, sentence: RegExp];

function fifo(path: string): (clone: string) => void {
  return (clone) => {
    const file = join(clone, path);
    rmSync(file, { force: true });
    mkdirSync(dirname(file), { recursive: true });
    execFileSync("mkfifo", [file]);
  };
}

function link(path: string, target: string): (clone: string) => void {
  return (clone) => {
    rmSync(join(clone, path), { force: true });
    mkdirSync(dirname(join(clone, path)), { recursive: true });
    symlinkSync(target, join(clone, path));
  };
}

function huge(path: string): (clone: string) => void {
  return (clone) => {
    appendFileSync(join(clone, path), "");
    truncateSync(join(clone, path), 2 ** 40);
  };
}

/** Files that git would wait for or read without end. */
export const oddFiles: OddFile[] = [
  ["a FIFO as config", fifo("config"), /config is a FIFO/],
  ["a FIFO as packed-refs", fifo("packed-refs"), /packed-refs is a FIFO/],
  ["a FIFO as HEAD", fifo("HEAD"), /HEAD is a FIFO/],
  ["a FIFO as alternates", fifo("objects/info/alternates"), /alternates is a FIFO/],
  ["a FIFO as a branch", fifo("refs/heads/deep/er"), /er is a FIFO/],
  ["a FIFO as a tag", fifo("refs/tags/v9.9"), /v9\.9 is a FIFO/],
  ["a FIFO as a pack", fifo("objects/pack/pack-x.idx"), /pack-x\.idx is a FIFO/],
  ["a FIFO as shallow", fifo("shallow"), /shallow is a FIFO/],
  ["an endless device as config", link("config", "/dev/zero"), /config is a device/],
  ["an endless device as packed-refs", link("packed-refs", "/dev/zero"), /packed-refs is a device/],
  [
    "an endless device as alternates",
    link("objects/info/alternates", "/dev/urandom"),
    /alternates is a device/,
  ],
  ["a link to itself as HEAD", link("HEAD", "HEAD"), /HEAD cannot be read \(ELOOP\)/],
  [
    "a folder as config",
    (clone) => {
      rmSync(join(clone, "config"));
      mkdirSync(join(clone, "config"));
    },
    /config is a directory/,
  ],
  ["a huge config", huge("config"), /config has 1099511627776 bytes/],
  ["huge packed-refs", huge("packed-refs"), /packed-refs has 1099511627776 bytes/],
  ["a huge branch", huge("refs/heads/master"), /master has 1099511627776 bytes/],
  [
    "alternates that are gone",
    (clone) => {
      mkdirSync(join(clone, "objects/info"), { recursive: true });
      writeFileSync(join(clone, "objects/info/alternates"), "/nowhere/objects\n");
    },
    /borrows objects from \/nowhere\/objects, which is not there.*fsck/s,
  ],
  [
    "a FIFO that config includes",
    (clone) => {
      fifo("included")(clone);
      git(clone, "config", "include.path", join(clone, "included"));
    },
    /printed nothing for .* seconds/,
  ],
  [
    "a device that config includes",
    (clone) => git(clone, "config", "include.path", "/dev/zero"),
    /bad config line/,
  ],
];
