import { expect, test } from "vitest";
import { compareReleases } from "../../src/domain/release.ts";
import { headline } from "../../src/model/headline.ts";
import type { ChangeEntry } from "../../src/model/knowledge.ts";
import { known } from "../known-content.ts";

/** Records without a later chapter, each with the reason. */
const ENDED: Record<string, string> = {
  "cap-net-admin-module-loading":
    "no source that was read says more, and trying it takes a module that can be loaded",
  "ima-namespaces": "never merged",
  "libcap-new-home": "about a library",
  "ns-cgroup": "its status says from when on it is gone",
  "nsproxy-exit-race": "over before the release",
  "start-of-git-history": "about the first commit",
};

/**
 * Records that name no release after their own, although they were followed: through headers, manual pages, the lists'
 * archives and the records of the kernel CVE team. What is left is as described, as far as it could be tried on v6.18.
 */
const FOLLOWED: Record<string, string> = {
  "ambient-capabilities": "nothing found; its probe holds",
  "cap-checkpoint-restore": "nothing found but a report on its manual page; its probe holds",
  "cgroup-limits-on-cgroups": "nothing found in the pull requests of cgroups up to v7.2; its probe holds",
  "cgroup-memory-recursiveprot": "systemd turns it on; the kernel's side is as it was",
  "clone-clear-sighand": "posix_spawn of glibc uses it; its repair has no known release",
  "clone-into-cgroup": "glibc, crun and runc use it; the kernel's side is as it was",
  "devpts-bind-mounts": "nothing found; its probe holds",
  "fast-umount-propagation": "replaced in 2025, in a release that no source names",
  "fsconfig-create-excl": "nothing found; its probe holds",
  "netlink-listen-all-nsid": "nothing found; its probe holds",
  "newpid-with-shared-memory": "nothing found; its probe holds",
  "pid-namespace-reboot": "nothing found; its probe holds",
  "recursive-readonly-new-mount-api": "mount(8) and runc use it; mount_setattr has its own record",
  "removable-foreign-mount-points": "nothing found; its probe holds",
  "seccomp-notif-zeroed": "nothing found; its probe holds",
  "seccomp-status-fields": "nothing found; its probe holds",
  "setfcap-for-uid-0": "nothing found; its probe holds",
  "setgroups-file": "nothing found but a thread without a patch; its probe holds",
  "time-namespace-exec": "nothing found; its probe holds",
  "uevent-injection": "nothing found; its probe holds",
  "uevent-namespacing": "nothing found; its probe holds",
  "unprivileged-mounts-first-merge": "its flaw and fix are in mm-user-ns-owner",
  "userns-keyrings": "nothing found; its probe holds",
};

/** Those that were followed too, with something found: they name a release after their own. */
const CONTINUED = `cap-audit-read cap-block-suspend cap-bpf cap-last-cap cgroup-kill cgroup-memory-localevents
  cgroup-namespaces cgroup2-freezer clone-pidfd fuse-ima id-map-any-order idmapped-tmpfs listns
  locked-mount-flags locked-mounts mandatory-locking-cap-sys-admin mandatory-locking-removed
  mnt-pid-user-ns-files move-mount-set-group namespaced-file-capabilities netns-peer-link-queries
  no-new-privs nosymfollow ns-files-symlinks nsfs-filesystem nsfs-parent-userns-ioctls open-tree-attr
  perf-record-namespaces pid-status-namespace-lines pidfd-getfd pidfd-nonblock projid-map
  remount-keeps-atime seccomp-after-ptrace seccomp-kill-process seccomp-logging
  submount-permission-checks time-namespaces unprivileged-fuse-mounts unprivileged-mounts-final
  userns-340-mappings userns-binfmt-misc userns-chroot userns-clone-fs userns-owner-capabilities
  xfs-user-namespaces`.split(/\s+/);

/** Bodies were written from a clone that ends there; what came later has to be looked for. */
const END_OF_CLONE = "v2.6.38";

function releasesIn(body: string): string[] {
  return body.match(/\bv\d+\.\d+(?:\.\d+)?(?![\w.-]*-rc)\b/g) ?? [];
}

function ownRelease(entry: ChangeEntry): string | undefined {
  const { first, complete } = headline(entry, known);
  const releases = [...(first?.releases ?? []), ...(complete?.releases ?? [])];
  return releases
    .map(({ version }) => version)
    .sort(compareReleases)
    .at(-1);
}

test("a body goes on beyond the clone that it was written from, or there is a reason why not", () => {
  const ended = known.changes
    .map(({ record }) => record)
    .filter(({ body }) => releasesIn(body).every((release) => compareReleases(release, END_OF_CLONE) <= 0))
    .map(({ slug }) => slug);
  expect(ended.sort()).toEqual(Object.keys(ENDED).sort());
});

test("the histories that were followed end with their release where nothing was found, and only there", () => {
  const followed = [...Object.keys(FOLLOWED), ...CONTINUED];
  const ended = followed.filter((slug) => {
    const entry = known.change(slug);
    const own = entry && ownRelease(entry);
    if (!own) throw new Error(`${slug} has no release`);
    return releasesIn(entry.record.body).every((release) => compareReleases(release, own) <= 0);
  });
  expect(ended).toEqual(Object.keys(FOLLOWED));
});
