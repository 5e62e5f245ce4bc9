import { defineConfig } from "vitest/config";

const shared = { testTimeout: 30_000, hookTimeout: 180_000, maxConcurrency: 4 };

export default defineConfig({
  test: {
    reporters: ["default", "./test/closing-line.ts"],
    projects: [
      {
        test: { ...shared, name: "code", include: ["test/**/*.test.ts"], exclude: ["test/site/**"] },
      },
      {
        // These read the built site, at / and at a sub-path: it is built once for all of them.
        test: {
          ...shared,
          name: "site",
          include: ["test/site/**/*.test.ts"],
          globalSetup: "test/site/build-sites.ts",
        },
      },
    ],
  },
});
