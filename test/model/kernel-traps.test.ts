import { expect, test } from "vitest";
import { kernelReader } from "../../src/domain/uname.ts";
import { answerKernel } from "../../src/model/kernels/answer.ts";
import { kernelSources } from "../../src/model/kernels/arrival.ts";
import type { KernelVerdict } from "../../src/model/kernels/kernel-answer.ts";
import { corpus, known } from "../known-content.ts";

const sources = kernelSources(known);
const read = kernelReader(corpus.kernelLines);
const ask = (kernel: string, name: string) => answerKernel(read(kernel), name, sources);

type Row = [kernel: string, name: string, answer: KernelVerdict, because: RegExp];

/** Where a comparison of version numbers misleads; from source trees, configurations, changelogs and threads. */
const traps: Record<string, Row[]> = {
  "el9 refuses ID-mapped mounts up to 9.2": [
    ["5.14.0-70.13.1.el9_0.x86_64", "MOUNT_ATTR_IDMAP", "lacks", /patch of the vendor refuses.*EPERM/],
    ["5.14.0-162.6.1.el9_1.x86_64", "idmapped-mounts", "lacks", /patch of the vendor refuses/],
    ["5.14.0-284.30.1.el9_2.x86_64", "idmapped-mounts", "lacks", /patch of the vendor refuses/],
    ["5.14.0-362.8.1.el9_3.x86_64", "idmapped-mounts", "has", /From RHEL 9.3 on/],
    ["5.14.0-427.el9", "MOUNT_ATTR_IDMAP", "has", /release 9.4/],
    ["5.14.0-325.el9.x86_64", "MOUNT_ATTR_IDMAP", "cannot-tell", /9.2 and 9.3.*25 to 284.*from build 362/],
  ],
  "el7 has user namespaces in four stages": [
    ["3.10.0-123.el7.x86_64", "unprivileged-user-namespaces", "lacks", /creating one is refused/],
    ["3.10.0-327.el7.x86_64", "unprivileged-user-namespaces", "off-by-default", /boot parameter allows/],
    ["3.10.0-693.el7.x86_64", "CLONE_NEWUSER", "off-by-default", /sysctl of 0.*boot parameter is needed/],
    ["3.10.0-957.el7.x86_64", "CLONE_NEWUSER", "off-by-default", /No boot parameter is needed/],
  ],
  "el8.6 has pidfd_send_signal and never pidfd_open": [
    ["4.18.0-348.el8.x86_64", "pidfd_send_signal", "lacks", /not up to build 348/],
    ["4.18.0-372.9.1.el8.x86_64", "pidfd_send_signal", "has", /pidfd_open\(2\) never did/],
    ["4.18.0-372.9.1.el8.x86_64", "pidfd_open", "lacks", /though pidfd_send_signal\(2\)/],
    ["RHEL 8.10", "pidfd_send_signal", "has", /pidfd_open\(2\) never did/],
    ["RHEL 8.10", "pidfd_open", "lacks", /no build read up to RHEL 8.10/],
  ],
  "el8.7 has openat2, no el8 has clone3": [
    ["RHEL 8.6", "openat2", "lacks", /not up to build 372/],
    ["RHEL 8.7", "openat2", "has", /came with RHEL 8.7/],
    ["RHEL 8.10", "openat2", "has", /came with RHEL 8.7/],
    ["4.18.0-80.el8.x86_64", "clone3", "lacks", /no build read/],
    ["4.18.0-553.75.1.el8_10.x86_64", "clone3", "lacks", /no build read up to RHEL 8.10/],
    ["RHEL 8", "clone3", "lacks", /no build read/],
  ],
  "el8.5 has overlayfs in user namespaces": [
    ["4.18.0-305.el8.x86_64", "userns-overlayfs", "lacks", /not up to build 305/],
    ["4.18.0-348.el8.x86_64", "userns-overlayfs", "has", /from RHEL 8.5 on/],
  ],
  "el8.1 has the freezer of cgroup v2": [
    ["4.18.0-80.el8.x86_64", "cgroup.freeze", "lacks", /not up to build 103/],
    ["4.18.0-80.el8.x86_64", "cgroup2-freezer", "lacks", /not up to build 103/],
    ["4.18.0-147.el8.x86_64", "cgroup.freeze", "has", /came with RHEL 8.1/],
    ["4.18.0-147.el8.x86_64", "cgroup2-freezer", "has", /came with RHEL 8.1/],
  ],
  "el9.0 to 9.5 have Landlock's calls without the option": [
    ["RHEL 9.0", "landlock_create_ruleset", "lacks", /the option is off/],
    ["5.14.0-427.el9", "landlock_add_rule", "lacks", /the option is off/],
    ["RHEL 9.5", "landlock_restrict_self", "lacks", /the option is off/],
    ["RHEL 9.6", "landlock_create_ruleset", "has", /Built from RHEL 9.6 on/],
  ],
  "io_uring is built with its sysctl at 2": [
    ["RHEL 9.2", "io_uring_setup", "lacks", /not built/],
    ["RHEL 9.3", "io_uring_setup", "off-by-default", /sysctl at 2/],
    ["RHEL 10.0", "io_uring_setup", "off-by-default", /sysctl at 2/],
    ["4.18.0-553.el8_10", "io_uring_setup", "lacks", /not built in any configuration/],
  ],
  "Ubuntu has overlayfs in user namespaces as a patch": [
    ["4.4.0-187-generic", "userns-overlayfs", "has", /patch of Ubuntu/],
    ["Ubuntu 18.04", "userns-overlayfs", "has", /patch of Ubuntu.*trusted.overlay/],
    ["Ubuntu 20.04", "userns-overlayfs", "has", /patch of Ubuntu.*trusted.overlay/],
    ["v5.4", "userns-overlayfs", "lacks", /came with v5\.11/],
  ],
  "AppArmor of Ubuntu 24.04 restricts user namespaces": [
    [
      "Ubuntu 24.04",
      "unprivileged-user-namespaces",
      "restricted",
      /AppArmor.*sysctl file of the distribution/,
    ],
    ["Ubuntu 24.04 6.8.0-45-generic", "CLONE_NEWUSER", "restricted", /AppArmor/],
    ["Ubuntu 23.10", "CLONE_NEWUSER", "has", /off by default/],
  ],
  "Debian has a sysctl of its own": [
    ["Debian 9", "CLONE_NEWUSER", "restricted", /sysctl of Debian's own/],
    ["Debian 10", "CLONE_NEWUSER", "restricted", /sysctl of Debian's own/],
    ["Debian 11", "CLONE_NEWUSER", "has", /presence alone is no restriction/],
    ["6.1.0-18-amd64", "unprivileged-user-namespaces", "has", /presence alone is no restriction/],
  ],
  "6.8.0-45-generic is of Ubuntu 24.04 or of 22.04 with the HWE kernel": [
    ["6.8.0-45-generic", "CLONE_NEWUSER", "cannot-tell", /does not show which.*22\.04.*24\.04/],
    ["6.8.0-45-generic", "clone3", "cannot-tell", /22\.04 .* or Ubuntu 24\.04 .* base v6\.8 has it/],
  ],
  "a bare 5.14.21 is of no distribution, whatever its numbers": [
    ["5.14.21", "MOUNT_ATTR_IDMAP", "has", /^MOUNT_ATTR_IDMAP came with v5\.12/],
    ["5.14.21-150500.55.39-default", "MOUNT_ATTR_IDMAP", "cannot-tell", /No vendor fact/],
  ],
  "5.4.59 changed the number of a seccomp ioctl": [
    [
      "5.4.58",
      "SECCOMP_IOCTL_NOTIF_ID_VALID",
      "has",
      /Differs from level 59 on: The number of this ioctl changed/,
    ],
    ["5.4.59", "SECCOMP_IOCTL_NOTIF_ID_VALID", "has", /In v5.4.59: The number of this ioctl changed/],
  ],
  "Android ends a process with SIGSYS": [
    ["5.10.157-android13-4-00003-g776d0a76f6aa-ab10208116", "umount2", "restricted", /SIGSYS/],
  ],
  // Headers say no more than after v6.17, in v7.0 at the latest; the change that introduces it says the release.
  "a release that only a claim narrows": [
    ["v6.18", "listns", "lacks", /^listns came with v6\.19 \(2026-02-08\), derived claim/],
    ["v6.19", "listns", "has-with-flaws", /CVE-2026-43390, fixed in v6\.19\.9/],
  ],
};

const rows = Object.entries(traps).flatMap(([trap, own]) =>
  own.map((row): [string, ...Row] => [trap, ...row]),
);

test.each(rows)("%s: %s, %s: %s", (_, kernel, name, answer, because) => {
  const found = ask(kernel, name);
  expect([found.answer, found.because]).toEqual([answer, expect.stringMatching(because)]);
  expect(found.evidence.length).toBeGreaterThan(0);
});

test("a bare number has no vendor", () => {
  expect(read("5.14.21")).toMatchObject({ vendor: null, candidates: [] });
});
