import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Keeps the order of the projects and of the files that one lists, so that what takes long is not left to one core. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { projects } = this.ctx;
    const place = ({ project, moduleId }: TestSpecification) => {
      const { include } = project.config;
      const at = include.findIndex((path) => moduleId.endsWith(path));
      return [projects.indexOf(project), at < 0 ? include.length : at];
    };
    const placed = (await super.sort(files)).map((file) => ({ file, place: place(file) }));
    return placed
      .sort((a, b) => (a.place[0] ?? 0) - (b.place[0] ?? 0) || (a.place[1] ?? 0) - (b.place[1] ?? 0))
      .map(({ file }) => file);
  }
}
