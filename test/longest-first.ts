import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * Files in the order of a list, then all others, so that what takes long is not left to one core.
 * @param order files, or folders that end with a slash
 */
export function longestFirst(order: readonly string[]) {
  const place = (file: string) => {
    const at = order.findIndex((each) =>
      each.endsWith("/") ? file.includes(`/${each}`) : file.endsWith(each),
    );
    return at < 0 ? order.length : at;
  };
  return class extends BaseSequencer {
    override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
      const sorted = await super.sort(files);
      return sorted.sort((a, b) => place(a.moduleId) - place(b.moduleId));
    }
  };
}
