/**
 * The number that a constant of a header stands for, where it is written plainly.
 * @returns null for anything but a number and a shift of one
 * @example numberOf("(1U << 3)") // 8n
 */
export function numberOf(text: string): bigint | null {
  const plain = text.replace(/[\s()]+/g, "");
  const [, whole, shift] = /^(-?(?:0x[0-9a-f]{1,16}|\d{1,20}))[ul]*(?:<<(\d{1,2}))?$/i.exec(plain) ?? [];
  if (whole === undefined) return null;
  const digits = whole.replace(/^-/, "");
  const number = BigInt(/^0\d/.test(digits) && /^[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits);
  return (whole.startsWith("-") ? -number : number) << BigInt(shift ?? 0);
}

/** Whether two constants certainly differ: "0x8" and "(1 << 3)" do not, and neither do two that are no plain numbers. */
export function areDifferent(a: string | null, b: string | null): boolean {
  const [left, right] = [a, b].map((text) => (text === null ? null : numberOf(text)));
  return left !== null && right !== null && left !== right;
}
