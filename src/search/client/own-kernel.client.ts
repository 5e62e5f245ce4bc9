/** The kernel that a reader set as the own one, as the browser keeps it and nobody else sees. */
export interface OwnKernel {
  /** As it was typed: "5.14.0-427.13.1.el9_4.x86_64". */
  name: string;
  /** The release of a mainline or stable kernel: "v5.15.61"; null: of a vendor. */
  release: string | null;
  /** Whose answers hold for it in the file of all answers: "v5.15", "el9:9.4"; null: of none. */
  at: string | null;
}

const KEY = "kernel";

/** @returns null where none is set, what is kept is no kernel, or the browser keeps nothing */
export function ownKernel(): OwnKernel | null {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "null") as Partial<OwnKernel> | null;
    if (typeof kept?.name !== "string") return null;
    const text = (value: unknown) => (typeof value === "string" ? value : null);
    return { name: kept.name, release: text(kept.release), at: text(kept.at) };
  } catch {
    return null;
  }
}

/** @param kernel null clears it */
export function setOwnKernel(kernel: OwnKernel | null): void {
  try {
    if (kernel === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(kernel));
  } catch {
    // A browser that keeps nothing has no kernel on the next page.
  }
}
