import { expect } from "vitest";
import { compareReleases } from "../../../src/domain/release.ts";
import { known } from "../../known-content.ts";
import type { Visitor } from "./visitor.ts";

/** What readers come for, from the home page on, with the most actions it may take. */
export interface Task {
  question: string;
  most: number;
  /** Ends where the answer is in sight. */
  solve(visitor: Visitor): Promise<void>;
}

/** Titles of the changes to user namespaces that came with a release after the given one. */
const userChangesAfter = (version: string) =>
  known.changes
    .filter(({ record }) => record.topics.includes("user"))
    .filter(({ since }) => {
      const { releases } = since.first;
      return releases.length > 0 && releases.every((release) => compareReleases(release, version) > 0);
    })
    .map(({ record }) => record.title);

const commit = "8db6c34f1dbc8e06aa016a9b829b06902c3e1340";

export const tasks: Task[] = [
  {
    question: "what is 8db6c34f1dbc, and is it backported?",
    most: 3,
    async solve(visitor) {
      await visitor.ask("8db6c34f1dbc");
      await visitor.sees(
        `/commits/${commit}/`,
        "Introduce v3 namespaced file capabilities",
        "Since v4.14 2017-11-12",
        /Backports \S/,
      );
    },
  },
  {
    question: "which user namespace features does 5.4 lack? By its release",
    most: 3,
    async solve(visitor) {
      await visitor.ask("5.4");
      await visitor.click('#results a[href$="/releases/v5.4/"]');
      await visitor.click("#lacks > summary");
      await visitor.sees("/releases/v5.4/", "User namespaces");
      const listed = await visitor.read(() =>
        [...document.querySelectorAll('#lacks [data-topic="user"] a')].map((link) => link.textContent),
      );
      expect(listed?.toSorted()).toEqual(userChangesAfter("v5.4").toSorted());
    },
  },
  {
    question: "which user namespace features does 5.4 lack? By the table of the topic",
    most: 3,
    async solve(visitor) {
      await visitor.click('main a[href$="/topics/user/"]');
      await visitor.click('main a[href$="/topics/user/kernels/"]');
      await visitor.sees("/topics/user/kernels/", "User namespaces");
      const lacking = await visitor.read(() => {
        const headings = [...document.querySelectorAll("thead th")].map(
          (cell) => cell.textContent?.trim() ?? "",
        );
        const column = headings.findIndex((heading) => /^5\.4(?:\s|\.|$)/.test(heading));
        return [...document.querySelectorAll<HTMLTableRowElement>("tbody tr:not(.group)")]
          .filter((row) => row.cells[column]?.textContent?.trim() === "lacks")
          .map((row) => row.cells[0]?.textContent?.trim() ?? "");
      });
      expect(lacking).toEqual(expect.arrayContaining(userChangesAfter("v5.4")));
    },
  },
  {
    question: "when did ID-mapped mounts land for each file system?",
    most: 3,
    async solve(visitor) {
      await visitor.ask("idmapped mounts");
      await visitor.click('#results a[href$="/changes/idmapped-mounts/"]');
      await visitor.click('main a[href$="/changes/idmapped-more-filesystems/"]');
      await visitor.sees(
        "/changes/idmapped-more-filesystems/",
        /ext4, xfs, FAT v5\.12/,
        /btrfs, ntfs3 v5\.15/,
        /f2fs v5\.18/,
        /erofs v5\.19/,
        /squashfs v6\.2/,
        /tmpfs v6\.3/,
        /cephfs v6\.7/,
        /hugetlbfs v6\.9/,
        /exfat v6\.11/,
        /bcachefs v6\.12/,
        /FUSE, virtiofs v6\.12/,
      );
    },
  },
  {
    question: "cite nsdelegate in Markdown, with hash, release and link",
    most: 3,
    async solve(visitor) {
      await visitor.ask("nsdelegate");
      await visitor.click('#results a[href$="/changes/cgroup-nsdelegate/"]');
      await visitor.sees("/changes/cgroup-nsdelegate/", "Cite this change");
      // All tests share the clipboard of the machine; that it is written to is tested elsewhere.
      await visitor.read(() => {
        Object.defineProperty(navigator.clipboard, "writeText", {
          value: async (text: string) => document.documentElement.setAttribute("data-copied", text),
        });
      });
      await visitor.click('.citing > .copy[data-name="Markdown"]');
      const copied = await visitor.read(() => document.documentElement.dataset["copied"]);
      expect(copied).toContain("](https://sincelinux.example/changes/cgroup-nsdelegate/)");
      expect(copied).toContain("5136f6365ce3");
      expect(copied).toContain("v4.13");
    },
  },
  {
    question: "what became of tucked mounts?",
    most: 3,
    async solve(visitor) {
      await visitor.ask("tucked mounts");
      await visitor.click('#results a[href$="/changes/reversible-umount-tucked-mounts/"]');
      await visitor.sees(
        "/changes/reversible-umount-tucked-mounts/",
        "superseded",
        /Superseded by MOVE_MOUNT_BENEATH[^.]* v6\.5 2023-08-27/,
      );
    },
  },
  {
    question: "follow capabilities in a feed reader",
    most: 2,
    async solve(visitor) {
      await visitor.click('main a[href$="/topics/capabilities/"]');
      await visitor.sees("/topics/capabilities/", "Follow");
      const offered = await visitor.read(() =>
        [
          ...document.querySelectorAll<HTMLLinkElement>('link[rel="alternate"][type="application/atom+xml"]'),
        ].map(({ href }) => new URL(href).pathname),
      );
      const feed = await visitor.read(async () => {
        const link = [...document.querySelectorAll<HTMLAnchorElement>("main a")].find(
          ({ href, offsetParent }) =>
            href.endsWith("/topics/capabilities/feed.atom") && offsetParent !== null,
        );
        const response = link && (await fetch(link.href));
        return {
          path: link?.pathname,
          type: response?.headers.get("content-type"),
          text: await response?.text(),
        };
      });
      // The second action hands the address to the feed reader: no browser shows it.
      visitor.actions += 1;
      const shown = await feed;
      expect(offered).toContain(shown?.path);
      expect(shown?.type).toBe("application/atom+xml");
      expect(shown?.text).toContain("<title>");
    },
  },
  {
    question: "show the evidence for v4.11 of NS_GET_NSTYPE",
    most: 2,
    async solve(visitor) {
      await visitor.ask("NS_GET_NSTYPE");
      await visitor.click('#results a[href$="/interfaces/NS_GET_NSTYPE/"]');
      await visitor.sees(
        "/interfaces/NS_GET_NSTYPE/",
        "Since v4.11 2017-05-01 fact, headers",
        /linux-headers v4\.10 [^v]*git show [0-9a-f]{12}:\S+nsfs\.h v4\.11 /,
      );
    },
  },
];
