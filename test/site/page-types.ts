/** Pages of each type, by the file that makes them: the fullest first, then the awkward ones: long, empty, disputed, unmerged. */
export const pagesByType: Readonly<Record<string, readonly [first: string, ...others: string[]]>> = {
  "index.astro": ["/"],
  "changes/index.astro": ["/changes/"],
  "timeline/index.astro": ["/timeline/"],
  "timeline/eras.astro": ["/timeline/eras/"],
  "timeline/interfaces.astro": ["/timeline/interfaces/"],
  "changes/[slug].astro": [
    "/changes/namespaced-file-capabilities/",
    "/changes/nsfs-ioctls/",
    "/changes/userns-340-mappings/",
    "/changes/mount-setattr/",
    "/changes/mm-user-ns-owner/",
    "/changes/path-resolution-at-flags/",
    "/changes/libcap-2-26/",
  ],
  "commits/[sha].astro": [
    "/commits/8db6c34f1dbc8e06aa016a9b829b06902c3e1340/",
    "/commits/e5ff5ce6e20ee22511398bb31fb912466cf82a36/",
    "/commits/82cae269cfa953032fbb8980a7d554d60fb00b17/",
  ],
  "topics/index.astro": ["/topics/"],
  "topics/[id].astro": ["/topics/user/", "/topics/ima/"],
  "topics/all.astro": ["/topics/all/"],
  "topics/[id]/kernels.astro": ["/topics/net/kernels/"],
  "interfaces/index.astro": ["/interfaces/"],
  "interfaces/kinds/[kind].astro": ["/interfaces/kinds/flag/"],
  "interfaces/[...path].astro": ["/interfaces/CLONE_NEWTIME/", "/interfaces/proc/pid/ns/user/"],
  "interfaces/headers/index.astro": ["/interfaces/headers/"],
  "interfaces/headers/[...header].astro": [
    "/interfaces/headers/linux/sched.h/",
    "/interfaces/headers/linux/nl80211.h/",
    "/interfaces/headers/system-calls/",
  ],
  "kernels/index.astro": ["/kernels/"],
  "kernels/[id].astro": ["/kernels/el9/", "/kernels/ubuntu-22.04/", "/kernels/el7/", "/kernels/elrepo/"],
  "compare/index.astro": ["/compare/"],
  "compare/[from]/[to].astro": ["/compare/v4.19/v7.2/", "/compare/v7.1/v7.2/"],
  "needs/index.astro": ["/needs/"],
  "releases/index.astro": ["/releases/"],
  "releases/[version].astro": ["/releases/v4.14/", "/releases/v2.6.12/"],
  "documents/index.astro": ["/documents/"],
  "documents/[slug].astro": ["/documents/namespaces-and-capabilities-2018/"],
  "claims/index.astro": ["/claims/"],
  "c/index.astro": ["/c/"],
  "c/[digits].astro": ["/c/038a500/"],
  "promised/index.astro": ["/promised/"],
  "search/index.astro": ["/search/"],
  "search/a-z.astro": ["/search/a-z/"],
  "api/index.astro": ["/api/"],
  "about.astro": ["/about/"],
  "404.astro": ["/404.html"],
};

export const pageTypes = Object.values(pagesByType).flat();

/** One page of each type. */
export const firstPages = Object.values(pagesByType).map(([first]) => first);
