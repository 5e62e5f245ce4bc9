import { readFileSync, writeFileSync } from "node:fs";
import { packageFields, webAddressOf } from "../src/site/repository-links.ts";
import { command, isProgram, main } from "./command.ts";

const usage = `usage: npm run repository -- ADDRESS

Writes the address of this project's repository to package.json: repository, and bugs and homepage derived from it.
The site takes its "Report an error" and "Edit this record" links from there; REPOSITORY_URL overrides it for one build.
  ADDRESS  where people read it, such as https://example.org/owner/name
Exit code: 0 written, 2 usage error.
`;

/** Writes the address. @returns 0 written, 2 usage error */
export const run = command(
  { name: "repository", usage, options: {}, allowPositionals: true },
  ({ positionals: [text = "", ...more], usageError }) => {
    const address = webAddressOf(text);
    if (address === null || more.length > 0) {
      const found = [text, ...more].map((each) => JSON.stringify(each)).join(", ");
      return usageError({ at: "ADDRESS", expected: "one https address of a repository", found });
    }
    const { repository, bugs, homepage, ...others } = JSON.parse(readFileSync("package.json", "utf8"));
    const entries = Object.entries(others).flatMap((entry) =>
      entry[0] === "license" ? [entry, ...Object.entries(packageFields(address))] : [entry],
    );
    writeFileSync("package.json", `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`);
    process.stdout.write(`package.json: repository ${address}\n`);
    return 0;
  },
);

if (isProgram(import.meta)) await main(run);
