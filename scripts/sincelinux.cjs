#!/bin/sh
// 2>/dev/null; true 2>/dev/null 3>&1 || { echo "sincelinux: standard output is closed: open it, or use /dev/null" >&2; exit 1; }
// 2>/dev/null; exec node "$0" "$@"
// The shell reads the two lines above: Node opens /dev/null where standard output is closed, and all would seem well.

// The entry of the command: CommonJS that any Node can parse, so that an old one is refused in a sentence.
"use strict";

const { existsSync } = require("node:fs");
const { join } = require("node:path");

// In a checkout Node itself removes the types, by default since 22.18. The package holds compiled code.
const source = join(__dirname, "sincelinux.ts");
const isCheckout = existsSync(source);
const needed = isCheckout ? "22.18" : require("../package.json").engines.node.replace(">=", "");

const number = (version) => {
  const [major, minor] = version.split(".").map(Number);
  return 1000 * major + minor;
};

if (number(process.versions.node) < number(needed)) {
  process.stderr.write(`sincelinux needs Node ${needed} or later; this is Node ${process.versions.node}.\n`);
  process.exitCode = 2;
} else if (isCheckout) {
  import("./sincelinux.ts");
} else {
  require("../build/scripts/compile-cache.cjs");
  import("../build/scripts/sincelinux.js");
}
