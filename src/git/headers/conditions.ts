/** Who sees the lines of a header at some place: programs, the kernel alone (`__KERNEL__`), nobody (`#if 0`). */
export type Visibility = "exported" | "private" | "off";

interface Branch {
  here: Visibility;
  /** The branches after #else and #elif. */
  otherwise: Visibility;
}

/** Conditional compilation as far as it tells the kernel's side from that of programs. All other branches are seen. */
export class Conditions {
  private readonly branches: (Branch & { outer: Visibility })[] = [];

  get now(): Visibility {
    return this.branches.at(-1)?.here ?? "exported";
  }

  /**
   * @param word the directive without its "#"
   * @param rest what follows it, without comments
   * @returns whether it is a conditional directive
   */
  take(word: string, rest: string): boolean {
    if (word === "if" || word === "ifdef" || word === "ifndef") {
      const outer = this.now;
      const { here, otherwise } = judge(word, rest.trim());
      this.branches.push({ here: stricter(outer, here), otherwise: stricter(outer, otherwise), outer });
      return true;
    }
    const branch = this.branches.at(-1);
    if (word === "else" || word === "elif") {
      if (branch) {
        const own =
          word === "elif"
            ? judge("if", rest.trim())
            : { here: branch.otherwise, otherwise: branch.otherwise };
        branch.here = stricter(branch.otherwise, own.here);
        branch.otherwise = stricter(branch.otherwise, own.otherwise);
      }
      return true;
    }
    if (word !== "endif") return false;
    this.branches.pop();
    return true;
  }
}

function judge(word: string, condition: string): Branch {
  if (word === "ifdef") return isKernel(condition) ? KERNEL_ONLY : SEEN;
  if (word === "ifndef") return isKernel(condition) ? PROGRAMS_ONLY : SEEN;
  if (/^0[UL]*$/i.test(condition)) return { here: "off", otherwise: "exported" };
  if (/^1[UL]*$/i.test(condition)) return { here: "exported", otherwise: "off" };
  const kernel = /(!?)\s*\(?\s*defined\s*\(?\s*__KERNEL__\b/.exec(condition);
  if (!kernel) return SEEN;
  const isNegated = kernel[1] === "!";
  // "A && B" is false where A is, "A || B" true.
  if (condition.includes("||")) return isNegated && !condition.includes("&&") ? PROGRAMS_ONLY : SEEN;
  if (condition.includes("&&")) return isNegated ? SEEN : { here: "private", otherwise: "exported" };
  return isNegated ? PROGRAMS_ONLY : KERNEL_ONLY;
}

const SEEN: Branch = { here: "exported", otherwise: "exported" };
const KERNEL_ONLY: Branch = { here: "private", otherwise: "exported" };
const PROGRAMS_ONLY: Branch = { here: "exported", otherwise: "private" };

function isKernel(name: string): boolean {
  return /^__KERNEL__\b/.test(name);
}

function stricter(a: Visibility, b: Visibility): Visibility {
  if (a === "off" || b === "off") return "off";
  return a === "private" || b === "private" ? "private" : "exported";
}
