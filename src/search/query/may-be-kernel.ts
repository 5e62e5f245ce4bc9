const LONGEST = 400;
const NUMBERS = /^(?:linux )?(?:version )?v?\d{1,2}\.\d{1,3}\.[\dxy]|^linux \S+ \d/i;
/** "RHEL 9.4", "el9", "debian12", "SLES 15 SP5"; not "openat2" or a name with an underscore. */
const NAME = /^(?:[a-z]+[ -]){0,6}(?:[a-z]+[ -]?\d\d|[a-z]+[ -]r?\d|[a-z]{2,4}\d)[\w.+~() -]*$/i;

/** Whether a query is written as names of kernels are. Only then are the names of all lines needed. */
export function mayBeKernel(text: string): boolean {
  const typed = text.trim();
  return typed.length <= LONGEST && (NUMBERS.test(typed) || NAME.test(typed));
}
