/**
 * Environment and configuration of every git process. A clone may come from a stranger, and git always reads its
 * configuration: settings that run a program, redirect objects or use the network are overridden here, on the command
 * line and in the environment. Checked with git 2.39 and later.
 */

/** Inherited from our environment; everything else, above all GIT_*, is dropped. */
const inherited = ["PATH", "LD_LIBRARY_PATH", "TMPDIR", "SystemRoot", "SUDO_UID"];

const forced: Record<string, string> = {
  // The user's and the system's configuration could change any answer; the clone's own cannot be disabled.
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_SYSTEM: "/dev/null",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_ATTR_NOSYSTEM: "1",
  // No lazy fetching in a partial clone. A git that does not know the first variable starts `git fetch`, for which
  // the second one forbids every transport.
  GIT_NO_LAZY_FETCH: "1",
  GIT_ALLOW_PROTOCOL: "none",
  // The real history, without replace refs and grafts.
  GIT_NO_REPLACE_OBJECTS: "1",
  GIT_REPLACE_REF_BASE: "refs/ignored-replacements/",
  GIT_GRAFT_FILE: "/dev/null/none", // git warns about grafts if the file exists, even an empty one
  GIT_OPTIONAL_LOCKS: "0",
  GIT_TERMINAL_PROMPT: "0",
  // Otherwise rev-list flushes after every commit when it writes to a pipe.
  GIT_FLUSH: "0",
  // Error messages are matched by their English text.
  LC_ALL: "C",
};

/** Configuration for the command line, where it overrides the clone's. */
export const overrulingConfig = [
  // GIT_NO_REPLACE_OBJECTS alone loses against core.useReplaceRefs=true in a clone's configuration (git 2.39).
  "core.useReplaceRefs=false",
  "core.hooksPath=/dev/null",
  "core.fsmonitor=false",
  "core.sshCommand=false",
  "core.gitProxy=false",
  "core.askPass=false",
  "core.editor=false",
  "core.pager=cat",
  "core.alternateRefsCommand=false",
  "credential.helper=",
  "diff.external=",
  "gpg.program=false",
  "log.showSignature=false",
  "protocol.allow=never",
  "gc.auto=0",
  "maintenance.auto=false",
];

/**
 * The environment of a git process.
 * @param gitDirectory the opened repository; without it git looks for one in the working directory
 */
export function gitEnvironment(gitDirectory?: string): Record<string, string> {
  const taken = inherited.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(taken),
    ...forced,
    ...(gitDirectory === undefined ? {} : { GIT_DIR: gitDirectory }),
  };
}
