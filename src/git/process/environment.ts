/**
 * What every git process of ours runs with. A clone may come from a stranger: its own configuration is always
 * read by git, so whatever in it names a program, redirects an object or reaches for the network is overruled
 * here, on the command line and in the environment. Checked against git 2.39 and later.
 */

/** Taken over from our own environment; everything else, GIT_* above all, is left behind. */
const inherited = ["PATH", "LD_LIBRARY_PATH", "TMPDIR", "SystemRoot", "SUDO_UID"];

const forced: Record<string, string> = {
  // The user's and the machine's configuration could change any answer; the clone's own cannot be turned off.
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_SYSTEM: "/dev/null",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_ATTR_NOSYSTEM: "1",
  // Missing objects of a partial clone stay missing. A git that does not know the first of these starts
  // `git fetch`, which the second then forbids every transport.
  GIT_NO_LAZY_FETCH: "1",
  GIT_ALLOW_PROTOCOL: "none",
  // History as it is, not as replace refs or grafts show it.
  GIT_NO_REPLACE_OBJECTS: "1",
  GIT_REPLACE_REF_BASE: "refs/ignored-replacements/",
  GIT_GRAFT_FILE: "/dev/null/none", // a file that is there, even an empty one, makes git warn of grafts
  GIT_OPTIONAL_LOCKS: "0",
  GIT_TERMINAL_PROMPT: "0",
  // Otherwise rev-list flushes after every commit when it writes to a pipe: ten times the work for the reader.
  GIT_FLUSH: "0",
  // Messages are matched by their English text.
  LC_ALL: "C",
};

/** Configuration given on the command line, where it overrules the clone's. */
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
 * @param gitDirectory the repository, once opened; without one git looks for it in the working directory
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
