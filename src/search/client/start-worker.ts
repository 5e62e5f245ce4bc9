import { FIRST_FILE } from "../index/wire.ts";

/** What the worker gets first: the first file, as it was sent; null where it could not be loaded. */
export interface Loaded {
  first: ArrayBuffer | null;
}

const page = globalThis as { searchWorker?: Worker };

/**
 * The worker of the search, and the first file for it. Of the scripts of a page, the one that runs first starts it: a
 * short one does while the page and its styles still load.
 */
export function searchWorker(): Worker {
  page.searchWorker ??= started(import.meta.env.BASE_URL.replace(/\/$/, ""));
  return page.searchWorker;
}

/** @param base the site's base path, without a trailing slash */
function started(base: string): Worker {
  const worker = new Worker(new URL("./worker.client.ts", import.meta.url), { type: "module" });
  // The next script starts another, and hears why that one fails.
  worker.addEventListener("error", () => delete page.searchWorker);
  // Loaded here, so that it does not have to wait for the worker's script.
  fetch(base + FIRST_FILE)
    .then((response) => (response.ok ? response.arrayBuffer() : null))
    .catch(() => null)
    .then((first) => worker.postMessage({ first } satisfies Loaded, first ? [first] : []));
  return worker;
}
