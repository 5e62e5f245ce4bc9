import { execFile } from "node:child_process";
import { delimiter, resolve } from "node:path";
import { expect, test } from "vitest";

// Beside other tests, because the check of types keeps one core busy for half a minute and the other one none.
test("formatter, linter and the check of types have nothing to say", async () => {
  const PATH = [resolve("node_modules/.bin"), process.env["PATH"]].join(delimiter);
  const options = { env: { ...process.env, PATH }, maxBuffer: 1 << 26 };
  const failure = await new Promise<string | null>((resolved) => {
    execFile("scripts/static.sh", options, (error, stdout, stderr) =>
      resolved(error ? `${stdout}${stderr}` : null),
    );
  });
  expect(failure).toBeNull();
}, 3_600_000);
