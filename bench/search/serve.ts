import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const types: Record<string, string> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

export interface Served {
  origin: string;
  /** The requests since the last call, with the bytes sent, without headers. */
  taken(): { path: string; bytes: number }[];
  close(): void;
}

/** Serves a folder compressed, as a static host does, and counts what it sends. */
export async function serve(folder: string): Promise<Served> {
  let sent: { path: string; bytes: number }[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const path = normalize(decodeURIComponent(pathname));
    try {
      const body = gzipSync(readFileSync(join(folder, path.endsWith("/") ? `${path}index.html` : path)));
      const type = types[extname(path)] ?? (path.endsWith("/") ? "text/html" : "application/octet-stream");
      response.writeHead(200, { "content-type": type, "content-encoding": "gzip" }).end(body);
      sent.push({ path, bytes: body.length });
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((listening) => {
    server.listen(0, "127.0.0.1", listening);
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken() {
      const since = sent;
      sent = [];
      return since;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
