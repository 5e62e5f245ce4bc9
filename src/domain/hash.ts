/** Pattern of a whole hash in lower case. */
export const WHOLE_HASH = "[0-9a-f]{40}";
/** Pattern of a whole or abbreviated hash in lower case: git shows 7 digits or more. */
export const ANY_HASH = "[0-9a-f]{7,40}";

const whole = new RegExp(`^${WHOLE_HASH}$`);
const any = new RegExp(`^${ANY_HASH}$`);

/** Whether a text is a whole commit hash: 40 lower-case hex digits. */
export function isWholeHash(text: string): boolean {
  return whole.test(text);
}

/** Whether a text may be the beginning of a commit hash: 7 to 40 lower-case hex digits. */
export function isHashPrefix(text: string): boolean {
  return any.test(text);
}

/** The 12 digits that kernel documents show of a hash. */
export function shortHash(sha: string): string {
  return sha.slice(0, 12);
}

/** Whether hex digits may be a word ("defaced") or a number (20181025); from twelve digits on, no longer. */
export function couldBeWord(digits: string): boolean {
  return digits.length < 12 && !(/\d/.test(digits) && /[a-f]/i.test(digits));
}
