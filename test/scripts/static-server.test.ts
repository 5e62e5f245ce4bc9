import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { type IncomingHttpHeaders, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type StaticServer, serveFolder } from "../../scripts/static-server.ts";

const parent = mkdtempSync(join(tmpdir(), "static-server-"));
const folder = join(parent, "site");
let root: StaticServer;
let below: StaticServer;

beforeAll(async () => {
  mkdirSync(join(folder, "changes"), { recursive: true });
  mkdirSync(join(folder, "assets"));
  writeFileSync(join(parent, "secret.txt"), "secret");
  writeFileSync(join(folder, "index.html"), "home");
  writeFileSync(join(folder, "404.html"), "lost");
  writeFileSync(join(folder, "changes", "index.html"), "changes");
  writeFileSync(join(folder, "assets", "a b.css"), "css");
  root = await serveFolder(folder, "", 4700);
  below = await serveFolder(folder, "/kernel", 4700);
});

afterAll(async () => {
  await root.stop();
  await below.stop();
  rmSync(parent, { recursive: true });
});

interface Answer {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Asks for exactly this target: fetch would tidy it up. */
function ask(server: StaticServer, path: string, method = "GET", headers = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: "localhost", port: server.port, path, method, headers }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (part) => (body += part));
      response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, body }));
    });
    asked.on("error", reject).end();
  });
}

test("two servers that want one port have one each", () => {
  expect(below.port).toBeGreaterThan(root.port);
});

test.each([
  ["/", 200, "home"],
  ["/?q=1", 200, "home"],
  ["/index.html", 200, "home"],
  ["/changes/", 200, "changes"],
  ["/assets/a%20b.css", 200, "css"],
  ["/nothing", 404, "lost"],
  ["/assets/", 404, "lost"],
  ["/assets", 404, "lost"],
  ["/index.html/", 404, "lost"],
  ["//evil.org/%2f..", 404, "lost"],
  ["//evil.org", 404, "lost"],
  ["//changes", 404, "lost"],
  ["/changes//", 404, "lost"],
  ["/../secret.txt", 404, "lost"],
  ["/%2e%2e/secret.txt", 404, "lost"],
  ["/..%2fsecret.txt", 404, "lost"],
  ["/changes/..%5c..%5csecret.txt", 404, "lost"],
  ["/%00", 404, "lost"],
  ["/%zz", 404, "lost"],
  ["/%", 404, "lost"],
  ["http://evil.org/", 404, "lost"],
  ["*", 404, "lost"],
])("%s is answered with %i and the text %s", async (path, status, body) => {
  expect(await ask(root, path)).toMatchObject({ status, body });
});

test.each([
  ["/kernel/", 200, "home"],
  ["/kernel/changes/", 200, "changes"],
  ["/", 404, "lost"],
  ["/changes/", 404, "lost"],
  ["/kernelx/changes/", 404, "lost"],
])("below a path %s is answered with %i and the text %s", async (path, status, body) => {
  expect(await ask(below, path)).toMatchObject({ status, body });
});

test("the address of a folder gets its slash, with the query, and never another host", async () => {
  const location = async (server: StaticServer, path: string) => {
    const { status, headers } = await ask(server, path);
    return [status, headers.location];
  };
  expect(await location(root, "/changes?tag=user")).toEqual([301, "/changes/?tag=user"]);
  expect(await location(root, "/changes?a=b?c=d")).toEqual([301, "/changes/?a=b?c=d"]);
  expect(await location(below, "/kernel")).toEqual([301, "/kernel/"]);
  expect(await location(root, "//changes")).toEqual([404, undefined]);
});

test("a file has its type and is not sent again to those who have it", async () => {
  const { headers } = await ask(root, "/assets/a%20b.css");
  expect(headers["content-type"]).toBe("text/css; charset=utf-8");
  const again = await ask(root, "/assets/a%20b.css", "GET", { "if-none-match": headers.etag });
  expect(again).toMatchObject({ status: 304, body: "" });
  expect(await ask(root, "/changes/", "HEAD")).toMatchObject({ status: 200, body: "" });
  expect(await ask(root, "/changes/", "POST")).toMatchObject({ status: 405 });
});

test("what cannot be read is missing, and the server goes on", async () => {
  // A file of which no read succeeds, not even by root.
  const file = join(folder, "gone.txt");
  symlinkSync("/proc/self/mem", file);
  expect(await ask(root, "/gone.txt")).toMatchObject({ status: 404, body: "lost" });
  rmSync(file);
  expect(await ask(root, "/")).toMatchObject({ status: 200, body: "home" });
});

test("no address has an answer but these, and none leads out of the folder", async () => {
  const part = fc.constantFrom(
    "..",
    ".",
    "",
    "changes",
    "%2f",
    "%2e%2e",
    "..%2f..",
    "%5c",
    "%",
    "%c0%af",
    "?",
  );
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 3 }), async (parts) => {
      const { status, headers, body } = await ask(root, ["", ...parts, "secret.txt"].join("/"));
      expect([200, 301, 404]).toContain(status);
      expect(body).not.toContain("secret");
      if (status === 301) expect(headers.location).toMatch(/^\/[^/]/);
    }),
  );
});
