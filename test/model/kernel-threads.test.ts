import { expect, test } from "vitest";
import { kernelReader } from "../../src/domain/uname.ts";
import { answerKernel } from "../../src/model/kernels/answer.ts";
import { kernelSources } from "../../src/model/kernels/arrival.ts";
import { allSubjects, compareKernels, lackedBy } from "../../src/model/kernels/compare.ts";
import type { KernelVerdict } from "../../src/model/kernels/kernel-answer.ts";
import { needsOf } from "../../src/model/kernels/needs.ts";
import { subjectOf } from "../../src/model/kernels/subject.ts";
import { corpus, known } from "../known-content.ts";

const sources = kernelSources(known);
const read = kernelReader(corpus.kernelLines);

/** Questions that people asked in public, with the kernel as they gave it; what they found out there is expected. */
const threads: [address: string, kernel: string, name: string, answer: KernelVerdict, because: RegExp][] = [
  [
    // Root gets EPERM from io_uring_setup(2), though io_uring_register(2) is there.
    "https://github.com/axboe/liburing/issues/989",
    ...(["5.14.0-362.8.1.el9_3.x86_64", "io_uring_setup", "off-by-default"] as const),
    /9\.3: Built .* sysctl at 2: every call is refused with EPERM/,
  ],
  [
    // The documentation asks for v5.11, yet Podman uses overlayfs without root on RHEL 8.9.
    "https://github.com/podman-container-tools/podman/issues/21966",
    ...(["RHEL 8.9", "userns-overlayfs", "has"] as const),
    /from RHEL 8\.5 on.*compare 4\.18 with 5\.11 miss it/,
  ],
  [
    // systemd-nspawn -U: "Failed to set up ID mapped mounts: Operation not permitted".
    "https://github.com/systemd/systemd/issues/24826",
    ...(["CentOS Stream 9", "idmapped-mounts", "cannot-tell"] as const),
    /9\.0 to 9\.2 lacks, 9\.3 to 9\.8 has/,
  ],
  [
    // Nomad's exec2 driver cannot use Landlock on RHEL 9 in 2024.
    "https://github.com/hashicorp/nomad-driver-exec2/pull/53",
    ...(["RHEL 9.4", "landlock_create_ruleset", "lacks"] as const),
    /numbers of the calls are in the table, the option is off/,
  ],
  [
    // bwrap fails on Ubuntu 24.04.
    "https://github.com/containers/bubblewrap/issues/632",
    ...(["Ubuntu 24.04", "CLONE_NEWUSER", "restricted"] as const),
    /AppArmor takes the capabilities .* sysctl file/,
  ],
  [
    // openshell-gateway fails on Ubuntu 24.04 with a kernel that Ubuntu 25.10 has, too.
    "https://github.com/NVIDIA/OpenShell/issues/1895",
    ...(["6.17.0-35-generic", "CLONE_NEWUSER", "cannot-tell"] as const),
    /does not show which .*24\.04 with the HWE kernel 6\.17: AppArmor takes the capabilities/,
  ],
  [
    // The release notes of 7.4 say "full support for user name spaces", and unshare(2) says EPERM.
    "https://github.com/moby/moby/issues/35806",
    ...(["3.10.0-693.el7.x86_64", "CLONE_NEWUSER", "off-by-default"] as const),
    /boot parameter is needed for mount namespaces/,
  ],
  [
    // unshare: Invalid argument, though CONFIG_USER_NS=y. The kernel is that of 7.1, not of 7.2.
    "https://github.com/tailhook/vagga/issues/156",
    "Linux node053 3.10.0-229.el7.x86_64 #1 SMP Fri Mar 6 11:36:42 UTC 2015 x86_64 x86_64 x86_64 GNU/Linux",
    ...(["CLONE_NEWUSER", "lacks"] as const),
    /release 7\.1: .*built, but creating one is refused/,
  ],
  [
    // ENOSYS: CONFIG_IO_URING was not set, which no number tells.
    "https://github.com/microsoft/WSL2-Linux-Kernel/issues/175",
    ...(["5.4.51-microsoft-standard-WSL2+", "io_uring_setup", "cannot-tell"] as const),
    /base v5\.4 has it\. Only the vendor's configuration/,
  ],
  [
    // mount(8) calls mount_setattr(2) and gets ENOSYS.
    "https://github.com/util-linux/util-linux/issues/2247",
    ...(["5.10.144-gentoo", "mount_setattr", "cannot-tell"] as const),
    /base v5\.10 lacks it\. Only a patch/,
  ],
  [
    // ch-run: Invalid argument on a kernel of RHEL 6; "it requires version 3.8 or newer".
    "https://github.com/hpc/charliecloud/issues/103",
    ...(["2.6.32-696.10.3.el6.x86_64", "CLONE_NEWUSER", "cannot-tell"] as const),
    /What makes it usable came with v3\.8/,
  ],
  [
    // The kernel headers of Debian's 5.10 know openat2(2), the C library of the release does not.
    "https://github.com/Zygo/bees/issues/318",
    ...(["5.10", "openat2", "has"] as const),
    /came with v5\.6/,
  ],
];

test.each(threads)("%s: %s, %s: %s", (_, kernel, name, answer, because) => {
  const found = answerKernel(read(kernel), name, sources);
  expect([found.answer, found.because]).toEqual([answer, expect.stringMatching(because)]);
});

// "A host running Linux kernel 4.19 ... openat2 is only available on 5.6 or newer ... RHEL/CentOS still run 4.x."
test("https://github.com/agentic-os-org/ANOLISA/issues/3413: which kernels have openat2", () => {
  const { release, lines } = needsOf([subjectOf("openat2", sources)], sources);
  const offer = (id: string) => {
    const found = lines.find(({ line }) => line.id === id);
    return found && [found.offer, found.release];
  };
  expect([release, offer("el8"), offer("el7"), offer("debian-10")]).toEqual([
    ...["v5.6", ["has", "8.7"], ["lacks", null], undefined],
  ]);
});

// Linux 5.10: no Landlock; 5.15: version 1; 6.1: version 2, which adds LANDLOCK_ACCESS_FS_REFER.
test("https://github.com/landlock-lsm/rust-landlock/pull/41: what Landlock gains from kernel to kernel", () => {
  const subjects = allSubjects(sources, {}).filter(({ name }) => /^landlock_|^LANDLOCK_/.test(name));
  const came = (from: string, to: string) =>
    compareKernels(read(from), read(to), subjects, sources).came.map(({ subject }) => subject.name);
  expect(came("5.10", "5.15")).toEqual(expect.arrayContaining(["landlock_create_ruleset"]));
  expect(came("5.15", "6.1")).toEqual(expect.arrayContaining(["LANDLOCK_ACCESS_FS_REFER"]));
  expect(came("5.15", "6.1")).not.toContain("landlock_create_ruleset");
  const { has, lacks } = lackedBy(read("5.10"), subjects, sources);
  expect([has, lacks.map(({ name }) => name)]).toEqual([0, expect.arrayContaining(["landlock_add_rule"])]);
});
