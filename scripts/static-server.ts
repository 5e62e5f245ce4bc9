import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";

const types: Record<string, string> = {
  ".atom": "application/atom+xml",
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
  ".xml": "application/xml; charset=utf-8",
};
/** How many ports after the wanted one are tried. */
const MORE_PORTS = 20;

export interface StaticServer {
  port: number;
  stop(): Promise<void>;
}

/**
 * Serves a built site on this machine as a static host does: each file, a folder's index.html at the address that ends
 * in a slash, and for everything else 404.html with the status 404.
 * @param base the path that the site was built for: "" or "/kernel"
 * @param port the wanted port; if it is in use, one of the next
 * @throws the error of node's server where none of those ports can be used
 */
export async function serveFolder(folder: string, base: string, port: number): Promise<StaticServer> {
  const server = createServer((request, response) => answer(request, response, folder, base));
  for (let at = port; ; at += 1) {
    try {
      await new Promise<void>((listening, failed) => {
        server.once("error", failed);
        server.listen(at, "localhost", () => {
          server.off("error", failed);
          listening();
        });
      });
      break;
    } catch (error) {
      const isInUse = (error as NodeJS.ErrnoException).code === "EADDRINUSE";
      if (!isInUse || at >= port + MORE_PORTS) throw error;
    }
  }
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
}

function answer(request: IncomingMessage, response: ServerResponse, folder: string, base: string): void {
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.writeHead(405, { allow: "GET, HEAD" }).end();
    return;
  }
  const { url = "" } = request;
  const [address = ""] = url.split("?", 1);
  const path = pathBelow(address, base);
  const asked = path === undefined ? undefined : join(folder, path);
  const page = asked !== undefined && fileAt(asked) === "folder" ? join(asked, "index.html") : undefined;
  const file = page ?? asked;
  const isFile = file !== undefined && fileAt(file) === "file";
  if (isFile && page !== undefined && !address.endsWith("/")) {
    response.writeHead(301, { location: `${address}/${url.slice(address.length)}` }).end();
    return;
  }
  if (isFile && send(200, file, request, response)) return;
  if (!send(404, join(folder, "404.html"), request, response)) response.writeHead(404).end();
}

/**
 * The path of a file below the base; undefined for an address that can name none: another base, not decodable, with a
 * part that is empty (but the last), "..", or has a slash, backslash or NUL in it.
 */
function pathBelow(address: string, base: string): string | undefined {
  if (address !== base && !address.startsWith(`${base}/`)) return undefined;
  const encoded = address.slice(base.length).split("/").slice(1);
  try {
    const parts = encoded.map(decodeURIComponent);
    const isName = (part: string, at: number) =>
      (part !== "" || at === parts.length - 1) && !/^\.{1,2}$/.test(part) && !/[/\\\0]/.test(part);
    return parts.every(isName) ? parts.join("/") : undefined;
  } catch {
    return undefined;
  }
}

function fileAt(path: string): "file" | "folder" | undefined {
  try {
    const found = statSync(path);
    // A file is not a folder: "index.html/" is no address.
    return found.isDirectory() ? "folder" : found.isFile() && !path.endsWith("/") ? "file" : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Answers with a file.
 * @returns false, with nothing sent, for one that cannot be read: a build may have removed it since it was looked for
 */
function send(status: number, file: string, { headers }: IncomingMessage, response: ServerResponse): boolean {
  let content: Buffer;
  try {
    content = readFileSync(file);
  } catch {
    return false;
  }
  const type = types[extname(file)] ?? "application/octet-stream";
  const etag = `"${createHash("sha256").update(content).digest("base64url")}"`;
  const common = { "content-type": type, "cache-control": "no-cache" };
  if (status === 200 && headers["if-none-match"] === etag) response.writeHead(304, { ...common, etag }).end();
  else {
    const own = status === 200 ? { etag } : {};
    response.writeHead(status, { ...common, ...own, "content-length": content.length }).end(content);
  }
  return true;
}
