/** "read 120,000 of 234,207 messages, 95,000 a second, 2 s left" */
export function progressLine(done: number, total: number, seconds: number): string {
  const rate = done / Math.max(seconds, 0.001);
  const number = (value: number) => Math.round(value).toLocaleString("en");
  const left = Math.ceil((total - done) / Math.max(rate, 1));
  return `read ${number(done)} of ${number(total)} messages, ${number(rate)} a second, ${number(left)} s left`;
}
