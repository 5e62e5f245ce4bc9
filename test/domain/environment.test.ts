import { expect, test } from "vitest";
import { cacheFolder, cloneVariable } from "../../src/domain/environment.ts";

test.each([
  ["linux", "SINCELINUX_LINUX_CLONE"],
  ["libcap", "SINCELINUX_LIBCAP_CLONE"],
  ["util-linux", "SINCELINUX_UTIL_LINUX_CLONE"],
  ["man-pages-2", "SINCELINUX_MAN_PAGES_2_CLONE"],
])("a clone of %s is named by %s", (repository, variable) => {
  expect(cloneVariable(repository)).toBe(variable);
});

test.each([
  ["linux", { HOME: "/home/me" }, "/home/me/.cache/sincelinux"],
  ["linux", { HOME: "/home/me", XDG_CACHE_HOME: "/var/cache/me/" }, "/var/cache/me/sincelinux"],
  ["linux", { HOME: "/home/me", XDG_CACHE_HOME: "relative" }, "/home/me/.cache/sincelinux"],
  ["linux", { HOME: "/home/me", XDG_CACHE_HOME: "" }, "/home/me/.cache/sincelinux"],
  ["linux", { XDG_CACHE_HOME: "/var/cache/me" }, "/var/cache/me/sincelinux"],
  ["linux", {}, null],
  ["linux", { HOME: "" }, null],
  ["linux", { HOME: "/" }, "/.cache/sincelinux"],
  ["darwin", { HOME: "/Users/me" }, "/Users/me/Library/Caches/sincelinux"],
  ["darwin", { HOME: "/Users/me", XDG_CACHE_HOME: "/c" }, "/c/sincelinux"],
  ["win32", { LOCALAPPDATA: "C:\\Users\\me\\AppData\\Local" }, "C:\\Users\\me\\AppData\\Local/sincelinux"],
  ["win32", { HOME: "/home/me" }, null],
])("on %s with %j the cache is %j", (platform, env, folder) => {
  expect(cacheFolder(platform, env)).toBe(folder);
});
