import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

/**
 * Loaded before a program: ends it right before its n-th change to the file system (STOP_AFTER), as a kill or a
 * power cut would, or lets that change and all later ones fail for want of space (FAIL_AFTER).
 */
const stopAfter = Number(process.env["STOP_AFTER"] ?? Number.POSITIVE_INFINITY);
const failAfter = Number(process.env["FAIL_AFTER"] ?? Number.POSITIVE_INFINITY);
const within = process.env["WITHIN"] ?? "";
const changing = ["mkdirSync", "writeFileSync", "linkSync", "renameSync", "rmSync", "rmdirSync"] as const;
let changes = 0;

for (const name of changing) {
  const original = fs[name] as (...args: unknown[]) => unknown;
  const wrapped = (...args: unknown[]) => {
    if (String(args[0]).startsWith(within)) changes += 1;
    if (changes > stopAfter) process.kill(process.pid, "SIGKILL");
    if (changes > failAfter && name !== "rmSync" && name !== "rmdirSync") {
      throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
    }
    return original(...args);
  };
  Object.assign(fs, { [name]: wrapped });
}
syncBuiltinESMExports();
