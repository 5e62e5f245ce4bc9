// One page, driven as a reader drives it: over 250 lines, because the steps share one browser and one small vocabulary.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { BrowserContextOptions, Page } from "playwright-core";
import { describe, expect, inject, test } from "vitest";
import { layoutShift } from "../../bench/search/in-page.ts";
import { axeFindings, missing, on, onFirstVisit } from "./open-page.ts";

const sites = inject("sites");
const [first] = sites;
if (!first) throw new Error("no site was built");
const root = first.origin;
const SHA = "8db6c34f1dbc8e06aa016a9b829b06902c3e1340";
const COMMIT = `/commits/${SHA}/`;

/** A test in the browser, skipped where there is none. */
function inBrowser(
  name: string,
  path: string,
  use: (page: Page) => Promise<void>,
  options: BrowserContextOptions = {},
): void {
  test(name, async (context) => {
    context.skip(missing !== null, missing ?? "");
    await on(`${root}${path}`, options, use);
  });
}

/** The same about the answer to a query. */
function onAnswer(name: string, query: string, use: (page: Page) => Promise<void>): void {
  test(name, async (context) => {
    context.skip(missing !== null, missing ?? "");
    await on(null, {}, async (page) => {
      await ask(page, query);
      await use(page);
    });
  });
}

const field = (page: Page) => page.getByRole("combobox");
const found = (page: Page) => page.locator("#found");
const options = (page: Page) => page.getByRole("option");

/** Types a query, key by key, and waits for its answer. */
async function type(page: Page, text: string): Promise<void> {
  await field(page).pressSequentially(text);
  await answered(page, text);
}

/** Pages of the browser in which this file has opened the search. */
const opened = new WeakSet<Page>();

/**
 * Asks what an address asks. A visit costs thirty times as much as an answer, so an open search page gets the
 * address from its history, as after Back.
 */
async function ask(page: Page, query: string): Promise<void> {
  if (opened.has(page) && page.url().startsWith(root) && pathOf(page) === "/search/") {
    await page.evaluate((text) => {
      const input = document.querySelector<HTMLInputElement>("#q");
      if (!input) throw new Error("expected the search page");
      input.value = "";
      input.dispatchEvent(new InputEvent("input", { bubbles: true }));
      history.pushState(null, "", `?${new URLSearchParams({ q: text })}`);
      dispatchEvent(new PopStateEvent("popstate"));
    }, query);
  } else {
    await page.goto(`${root}/search/?${new URLSearchParams({ q: query })}`);
    opened.add(page);
  }
  await answered(page, query);
}

/** The answer to a query has been drawn: the address and the title have it. */
async function answered(page: Page, text: string): Promise<void> {
  await page.waitForFunction(
    (query) =>
      new URLSearchParams(location.search).get("q") === query &&
      document.title.startsWith(`${query} · `) &&
      document.querySelector("#found")?.textContent,
    text.trim(),
    // Asking at each frame, as by default, draws frames.
    { polling: 20 },
  );
}

const pathOf = (page: Page) => new URL(page.url()).pathname;

describe.each(sites)("search on the site at '$base/'", ({ base, origin }) => {
  test("answers while one types, from its own origin alone, under a strict policy", async (context) => {
    context.skip(missing !== null, missing ?? "");
    // A late request of what a used page had open before would be taken for one of this site's.
    await onFirstVisit("about:blank", async (page) => {
      const trouble: string[] = [];
      page.on("console", (message) => trouble.push(message.text()));
      page.on("pageerror", (error) => trouble.push(String(error)));
      page.on("request", (request) => {
        if (!request.url().startsWith(`${origin}/`)) trouble.push(`asked ${request.url()}`);
      });
      page.on("response", (response) => {
        if (response.status() >= 400) trouble.push(`${response.status()} ${response.url()}`);
      });
      await page.goto(`${origin}/search/`);
      await type(page, "siocgsk");
      const best = options(page).first();
      expect(await best.getAttribute("href")).toBe(`${base}/changes/siocgskns/`);
      expect(await best.innerText()).toContain("v4.10 2017-02-19");
      expect(await best.locator(".tag").allInnerTexts()).toEqual(["net"]);
      expect(await best.locator(".origin.derived").allInnerTexts()).toEqual([
        "rewritten history and derived claim, 2 sources",
      ]);
      expect(await best.locator("mark").first().innerText()).toBe("SIOCGSKNS");
      expect(await found(page).innerText()).toMatch(/^\d+ changes?, .*\.$/);
      await best.click();
      expect(pathOf(page)).toBe(`${base}/changes/siocgskns/`);
      await page.goBack();
      await answered(page, "siocgsk");
      expect(await field(page).inputValue()).toBe("siocgsk");
      expect(trouble).toEqual([]);
    });
  });

  test("a hash in the field of any page leads straight to its commit, and back leads to that page", async (context) => {
    context.skip(missing !== null, missing ?? "");
    await on(`${origin}/topics/user/`, {}, async (page) => {
      await page.keyboard.press("/");
      await page.keyboard.type(SHA.slice(0, 12));
      await page.keyboard.press("Enter");
      await page.waitForURL(`${origin}${COMMIT}`);
      await page.goBack();
      expect(pathOf(page)).toBe(`${base}/topics/user/`);
    });
  });
});

inBrowser(
  "groups what is found by kind, each hit with what is known of it",
  "/search/?q=user+ioctl",
  async (page) => {
    await answered(page, "user ioctl");
    const groups = page.locator("#results [role=group]");
    // Commits come with the second file, when they are asked for.
    await page.getByRole("button", { name: "Search texts and commits too" }).click();
    await groups.nth(1).waitFor();
    for (const group of await groups.all()) {
      expect(await group.getByRole("option").count()).toBeGreaterThan(0);
      const label = await group.getAttribute("aria-labelledby");
      expect(await page.locator(`#${label}`).innerText()).toMatch(/^(Change|Topic|Commit|Source|Release)s?$/);
    }
  },
);

inBrowser(
  "what has not changed stays in the page while a word is typed to its end",
  "/search/",
  async (page) => {
    await type(page, "siocgsk");
    await page.locator("#results:not(.brief) [role=group]").first().waitFor();
    const [group] = await page.locator("#results [role=group]").elementHandles();
    await field(page).press("n");
    await answered(page, "siocgskn");
    expect(await group?.evaluate((node) => node.isConnected)).toBe(true);
    await field(page).fill("kcmp");
    await answered(page, "kcmp");
    expect(await group?.evaluate((node) => node.isConnected)).toBe(false);
  },
);

onAnswer("keys alone: the arrows move, Enter opens, Escape leaves", "user", async (page) => {
  await field(page).fill("");
  await page.mouse.click(5, 5);
  await page.keyboard.press("/");
  await type(page, "namespace");
  const active = () =>
    page.evaluate(() => {
      const id = document.querySelector("#q")?.getAttribute("aria-activedescendant");
      return id ? document.getElementById(id)?.getAttribute("href") : null;
    });
  const all = await options(page).evaluateAll((each) => each.map((option) => option.getAttribute("href")));
  expect(await field(page).getAttribute("aria-expanded")).toBe("true");
  expect(await active()).toBeNull();
  await page.keyboard.press("ArrowDown");
  expect(await active()).toBe(all[0]);
  await page.keyboard.press("ArrowDown");
  expect(await active()).toBe(all[1]);
  expect(await page.locator('[aria-selected="true"]').getAttribute("href")).toBe(all[1]);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  expect(await active()).toBeNull();
  await page.keyboard.press("ArrowUp");
  expect(await active()).toBe(all.at(-1) ?? null);
  await page.keyboard.press("Escape");
  expect(await active()).toBeNull();
  expect(await field(page).evaluate((input) => input === document.activeElement)).toBe(true);
  await page.keyboard.press("Escape");
  expect(await field(page).evaluate((input) => input === document.activeElement)).toBe(false);
  expect(await field(page).inputValue()).toBe("namespace");
  await page.keyboard.press("/");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(`${root}${all[0]}`);
});

onAnswer("a slash that is typed somewhere stays there", "user", async (page) => {
  await field(page).fill("");
  await type(page, "/proc/self/ns");
  expect(await field(page).inputValue()).toBe("/proc/self/ns");
});

inBrowser("the address keeps the query: shared, reloaded, stepped back", "/search/", async (page) => {
  await type(page, "seccomp");
  await page.keyboard.press("Enter");
  await field(page).fill("tag:time ioctl");
  await answered(page, "tag:time ioctl");
  expect(page.url()).toBe(`${root}/search/?q=tag%3Atime+ioctl`);
  expect(await page.title()).toContain("tag:time ioctl");
  await page.reload();
  await answered(page, "tag:time ioctl");
  expect(await field(page).inputValue()).toBe("tag:time ioctl");
  await page.goBack();
  await answered(page, "seccomp");
  expect(await field(page).inputValue()).toBe("seccomp");
  await field(page).fill("");
  await page.waitForFunction(() => location.search === "");
  expect(await options(page).count()).toBe(0);
});

onAnswer("a hash is opened with Enter, not before", SHA.slice(0, 12), async (page) => {
  expect(pathOf(page)).toBe("/search/");
  expect(await options(page).getAttribute("href")).toBe(COMMIT);
  expect(await found(page).innerText()).toBe(`One commit begins with ${SHA.slice(0, 12)}.`);
  await field(page).press("Enter");
  await page.waitForURL(`${root}${COMMIT}`);
  await page.goBack();
  await answered(page, SHA.slice(0, 12));
});

onAnswer("a hash that is not here: said plainly, with where to go", "0123456789abcdef", async (page) => {
  expect(await found(page).innerText()).toBe("No commit in the knowledge base begins with 0123456789abcdef.");
  const links = await page
    .locator("#offers a")
    .evaluateAll((all) => all.map((each) => each.getAttribute("href")));
  expect(links).toEqual(["https://git.kernel.org/torvalds/c/0123456789abcdef", "/about/#add"]);
  expect(await field(page).getAttribute("aria-expanded")).toBe("false");
});

onAnswer("an unknown key is explained", "topic:user", async (page) => {
  expect(await page.locator("#offers").innerText()).toContain("There is no key “topic:”");
});

onAnswer("the rest of a kind is unfolded where it stands", "namespace", async (page) => {
  const before = await options(page).count();
  const more = page.locator("[data-unfold]").first();
  expect(await more.innerText()).toMatch(/^\d+ more /);
  await more.click();
  await page.waitForFunction((number) => document.querySelectorAll("[role=option]").length > number, before);
  expect(await page.locator('[aria-selected="true"]').count()).toBe(1);
});

onAnswer("an interface comes first, with its own release", "CLONE_NEWPID", async (page) => {
  const best = options(page).first();
  expect(await best.getAttribute("href")).toBe("/interfaces/CLONE_NEWPID/");
  expect(await best.innerText()).toContain("v2.6.24 2008-01-24");
  expect(await best.locator(".origin.fact").innerText()).toBe("fact, headers");
});

inBrowser(
  "an interface that no record has: one file of header names, its release, then what has its parts",
  "/about/",
  async (page) => {
    const names: string[] = [];
    page.on("request", (request) => {
      if (request.url().includes("/search/names/")) names.push(new URL(request.url()).pathname);
    });
    await page.goto(`${root}/search/?q=CLONE_NEWPID`);
    await answered(page, "CLONE_NEWPID");
    await page.locator("#results:not(.brief) [role=group]").first().waitFor();
    expect(names).toEqual([]);
    await field(page).fill("memfd_secret");
    await answered(page, "memfd_secret");
    // The browser reports what a worker asks for a little later.
    const poll = { timeout: 120_000 };
    await expect
      .poll(() => names, poll)
      .toEqual(["/search/names/starts.json", expect.stringMatching(/^\/search\/names\/\d+\.json$/)]);
    await expect
      .poll(() => found(page).innerText(), poll)
      .toBe("No record has this identifier: not described here; in the headers since v5.14 (2021-08-29).");
    const [own, ...parts] = await page.locator("#results [role=group]").all();
    expect(await own?.innerText()).toContain("v5.14 2021-08-29");
    expect(parts.length).toBeGreaterThan(0);
    for (const part of parts) {
      expect(await part.locator(".kind").innerText()).toContain("with parts of this name");
      expect(await part.locator(".origin").count()).toBe(0);
      expect(await part.innerText()).not.toMatch(/\bv\d+\.\d+ \d+ \w+ \d{4}/);
    }
    for (const file of names) {
      expect(gzipSync(readFileSync(join(first.folder, file))).length, file).toBeLessThan(15_000);
    }
  },
);

inBrowser(
  "has: and lacks: name a kernel; its answers are fetched for them alone",
  "/about/",
  async (page) => {
    const files: string[] = [];
    page.on("request", (request) =>
      files.push(...[request.url()].filter((url) => url.endsWith("/kernels/answers.json"))),
    );
    await page.goto(`${root}/search/?q=openat2`);
    await answered(page, "openat2");
    expect(files).toEqual([]);
    await ask(page, "lacks:5.5 openat2");
    expect(await page.locator("#results [href='/changes/openat2/']").count()).toBe(1);
    expect(files).toEqual([`${root}/kernels/answers.json`]);
    await ask(page, "has:elx");
    expect(await page.locator("#offers").innerText()).toContain("“elx” names no kernel");
  },
);

test("results are marked for the reader's own kernel", async (context) => {
  context.skip(missing !== null, missing ?? "");
  await onFirstVisit(`${root}/robots.txt`, async (page) => {
    const kernel = { name: "5.15.61", release: "v5.15.61", at: "v5.15" };
    await page.evaluate((text) => localStorage.setItem("kernel", text), JSON.stringify(kernel));
    await ask(page, "statmount");
    const own = (path: string) => page.locator(`#results [href='${path}'] .title`).getAttribute("data-own");
    expect(await own("/interfaces/statmount/")).toBe("lacks");
    expect(await own("/changes/statmount-listmount/")).toBe("lacks");
    await page.locator(".own-kernel").getByText("5.15.61").waitFor();
    await ask(page, "openat2");
    expect(await own("/interfaces/openat2/")).toBe("has");
    await page.locator(".own-kernel").getByRole("button", { name: "Clear" }).click();
    expect(await page.locator("[data-own]").count()).toBe(0);
  });
});

onAnswer("nothing found: what is named alike, and the topics", "NS_GTE_OWNR_UDI", async (page) => {
  const links = page.locator("#offers a");
  const all = await links.evaluateAll((each) => each.map((link) => link.getAttribute("href")));
  expect(all).toContain("https://elixir.bootlin.com/linux/latest/A/ident/NS_GTE_OWNR_UDI");
  expect(all).toContain("/interfaces/NS_GET_OWNER_UID/");
  expect(all).toContain("/topics/user/");
});

onAnswer("a phrase is found in a body", '"descriptor for a namespace"', async (page) => {
  expect(await options(page).first().getAttribute("href")).toBe("/changes/nsfs-ioctls/");
});

inBrowser("what is typed stays text", "/about/", async (page) => {
  page.on("dialog", () => expect.unreachable("a script ran"));
  for (const text of [
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script> user",
    '"><svg onload=alert(1)> mount',
    "javascript:alert(1)",
    "proc <pid>",
  ]) {
    await ask(page, text);
    const added = page.locator("#results, #offers, #found").locator("img, script, svg, pid, iframe, form");
    expect(await added.count(), text).toBe(0);
  }
});

onAnswer("titles from the content stay text too", "pid_for_children", async (page) => {
  expect(await options(page).first().locator(".title").innerText()).toContain(
    "/proc/<pid>/ns/pid_for_children",
  );
});

// The page without a query is among those of every-page.test.ts.
inBrowser("axe finds nothing in any kind of answer, light or dark", "/about/", async (page) => {
  for (const query of ["user namespace", "close_range", "8db6", "topic:user", "0".repeat(40)]) {
    await ask(page, query);
    if ((await options(page).count()) > 1) await field(page).press("ArrowDown");
    expect(await axeFindings(page), query).toEqual([]);
  }
  // The search for findings has left out of the page what is alike.
  await page.goto("about:blank");
});

/** The index has led to a place, though what is far below is not yet laid out. */
async function isInSight(page: Page, id: string): Promise<void> {
  await page.waitForURL(`${root}/search/a-z/#${id}`);
  await page.waitForFunction((place) => {
    const top = document.getElementById(place)?.getBoundingClientRect().top ?? -1;
    return top >= 0 && top < 60;
  }, id);
}

inBrowser("a letter leads to its place in the index", "/search/", async (page) => {
  await page.locator("nav[aria-label=Index] a").getByText("S", { exact: true }).click();
  await isInSight(page, "letter-s");
});

inBrowser("an address of the index that was part of this page leads there", "/about/", async (page) => {
  for (const id of ["letter-c", "hashes"]) {
    await page.goto(`${root}/search/#${id}`);
    await isInSight(page, id);
  }
});

onAnswer("nothing is wider than a small screen", "user namespace", async (page) => {
  await page.setViewportSize({ width: 360, height: 740 });
  expect(
    await page.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) - innerWidth),
  ).toBeLessThanOrEqual(0);
});

inBrowser(
  "without JavaScript the form leads to everything, A to Z",
  "/changes/",
  async (page) => {
    await page.locator("#q").fill("cap_bpf");
    await page.locator("#q").press("Enter");
    await page.waitForURL("**/search/a-z/");
    expect(await page.locator("main").innerText()).toContain(
      "Search needs JavaScript; this is the index, use your browser's find.",
    );
    const links = await page
      .locator("#everything a")
      .evaluateAll((all) => all.map((link) => [link.textContent.trim(), link.getAttribute("href")]));
    expect(links).toEqual(
      expect.arrayContaining([
        ["CAP_BPF", "/interfaces/CAP_BPF/"],
        ["SIOCGSKNS", "/interfaces/SIOCGSKNS/"],
        ["User namespaces", "/topics/user/"],
        ["userns", "/topics/user/"],
        ["/proc/<pid>/ns/user", "/topics/user/"],
      ]),
    );
    expect(links.filter(([, href]) => href === COMMIT)).toHaveLength(1);
  },
  { javaScriptEnabled: false },
);

inBrowser("an index that cannot be loaded is told, with the index from A to Z", "/about/", async (page) => {
  await page.route("**/search/index.json", (route) => route.abort());
  await page.goto(`${root}/search/?q=user`);
  await page.waitForFunction(() => document.querySelector("#found")?.textContent);
  expect(await found(page).innerText()).toContain("Search is not available");
  await page.getByRole("link", { name: "Index", exact: true }).click();
  await page.waitForURL("**/search/a-z/");
});

test.each(sites)(
  "OpenSearch is described for the site at '$base/', with whole addresses",
  ({ base, folder }) => {
    const xml = readFileSync(join(folder, "opensearch.xml"), "utf8");
    expect(xml).toContain(
      `<Url type="text/html" method="get" template="https://sincelinux.example${base}/search/?q={searchTerms}&amp;go=1"/>`,
    );
    const html = readFileSync(join(folder, "index.html"), "utf8");
    expect(html).toMatch(new RegExp(`<link rel="search"[^>]* href="${base}/opensearch.xml"`));
  },
);

inBrowser(
  "a kernel leads to the page of its line, and only then are names fetched",
  "/about/",
  async (page) => {
    const names: string[] = [];
    page.on("request", (request) =>
      names.push(...[request.url()].filter((url) => url.endsWith("/names.json"))),
    );
    await page.goto(`${root}/search/`);
    await type(page, "openat2");
    expect(names).toEqual([]);
    await field(page).fill("");
    await type(page, "5.14.0-427.el9");
    await page.waitForFunction(() => document.querySelector("#results [href$='/kernels/el9/']"));
    expect(await options(page).count()).toBe(1);
    expect(await options(page).first().innerText()).toContain("release 9.4, build 427");
    expect(names).toEqual([`${root}/kernels/names.json`]);
    await field(page).press("Enter");
    await page.waitForURL("**/kernels/el9/");
  },
);

test.for(["the mouse alone", "the keys before"])(
  "a click counts whose button is pressed before the summaries are there, and released after: %s",
  async (selectedBy, context) => {
    context.skip(missing !== null, missing ?? "");
    await on(null, {}, async (page) => {
      const held = Promise.withResolvers<void>();
      await page.route("**/search/summaries.json", async (route) => {
        await held.promise;
        await route.continue();
      });
      await page.goto(`${root}/search/?q=nsdelegate`);
      const hit = page.locator('#results [href$="/changes/cgroup-nsdelegate/"]');
      const summary = hit.locator("> .muted");
      await summary.waitFor();
      expect(await summary.innerText()).toBe("");
      if (selectedBy === "the keys before")
        while ((await hit.getAttribute("aria-selected")) !== "true") await field(page).press("ArrowDown");
      const place = await summary.boundingBox();
      if (!place) throw new Error("expected a place for the summary");
      await page.mouse.move(place.x + 20, place.y + place.height / 2);
      await page.mouse.down();
      held.resolve();
      await summary.filter({ hasText: /cgroup/ }).waitFor();
      await page.mouse.up();
      await page.waitForURL("**/changes/cgroup-nsdelegate/");
    });
  },
);

test("nothing shifts while a query is answered, and after Back", async (context) => {
  context.skip(missing !== null, missing ?? "");
  // The first query meets a browser without fonts.
  await onFirstVisit("about:blank", async (page) => {
    for (const query of [
      "namespace",
      "openat2",
      "lacks:5.4 tag:user",
      "8db6c34f1dbc",
      "xyzzynotthere",
      "biederman",
    ]) {
      await page.goto(`${root}/search/?${new URLSearchParams({ q: query })}`);
      await answered(page, query);
      await page.waitForLoadState("networkidle");
      expect(await page.evaluate(layoutShift), query).toBe(0);
      const best = page.locator("#results a[role=option]").first();
      if ((await best.count()) === 0) continue;
      await best.click();
      await page.waitForURL((url) => url.pathname !== "/search/");
      await page.goBack();
      await answered(page, query);
      await page.waitForLoadState("networkidle");
      expect(await page.evaluate(layoutShift), query).toBe(0);
    }
  });
});

test("the first result is there within 60 kB, and a first visit loads 120 kB, compressed", async (context) => {
  context.skip(missing !== null, missing ?? "");
  await onFirstVisit("about:blank", async (page) => {
    const loaded: string[] = [];
    page.on("request", (request) => loaded.push(new URL(request.url()).pathname));
    await page.goto(`${root}/search/?q=user`);
    await options(page).first().waitFor();
    await page.waitForLoadState("networkidle");
    const sizeOf = (paths: string[]) =>
      [...new Set(paths)]
        .map((path) => readFileSync(join(first.folder, path.endsWith("/") ? `${path}index.html` : path)))
        .map((file) => gzipSync(file, { level: 9 }).length)
        .reduce((sum, size) => sum + size, 0);
    const needed = loaded.filter((path) => path.endsWith(".js") || path === "/search/index.json");
    expect(new Set(needed).size).toBeGreaterThan(2);
    expect(sizeOf(needed)).toBeLessThan(60_000);
    expect(loaded.filter((path) => path.endsWith(".woff2"))).toHaveLength(2);
    expect(sizeOf(loaded)).toBeLessThan(120_000);
  });
});
