// Loaded before the command line: keeps compiled code between runs, which saves 80 ms on each.
const { cacheFolder } = require("../src/domain/environment.ts");
const folder = cacheFolder(process.platform, process.env);
if (folder !== null) require("node:module").enableCompileCache(`${folder}/node`);
