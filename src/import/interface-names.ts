const NAME = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;

/** The names a program writes, where parentheses hold nothing else: "(NS_GET_PARENT, NS_GET_USERNS)". */
export function interfaceNames(text: string): string[] {
  return [...text.matchAll(/\(([^()]*)\)/g)].flatMap(([, group = ""]) => {
    const words = group.split(",").map((word) => word.trim());
    return words.every((word) => NAME.test(word)) ? words : [];
  });
}
