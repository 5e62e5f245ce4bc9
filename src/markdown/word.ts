/**
 * A whole-word pattern: what stands before and after must not make a longer word, a path, an address or a
 * file name of it ("deadbeef.c", "/8db6c34f1dbc", "x-8db6c34f1dbc"). A closing full stop or hyphen is no part.
 */
export function wholeWord(pattern: string, flags = ""): RegExp {
  return new RegExp(
    `(?<![\\p{L}\\p{N}_./@#=&?%+~:\\\\-])${pattern}(?![\\p{L}\\p{N}_(]|[-./@=:%+~][\\p{L}\\p{N}_/])`,
    `gu${flags}`,
  );
}
