/** A git process that could not be started or failed. Its message names the command, the clone and git's words. */
export class GitError extends Error {
  override name = "GitError";
  readonly stderr: string;

  constructor(args: readonly string[], directory: string, stderr: string, options?: ErrorOptions) {
    const words = stderr.trim() || "it ended early without a word";
    super(`git ${args.join(" ")} failed in ${directory}: ${words}`, options);
    this.stderr = words;
  }
}

/** A clone that cannot be used, with what to do about it. */
export class CloneRefused extends Error {
  override name = "CloneRefused";
}
