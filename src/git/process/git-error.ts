/** git could not be started or failed. The message contains the command, the clone and git's own message. */
export class GitError extends Error {
  override name = "GitError";
  readonly stderr: string;

  constructor(args: readonly string[], directory: string, stderr: string, options?: ErrorOptions) {
    const words = stderr.trim() || "no error message";
    super(`git ${args.join(" ")} failed in ${directory}: ${words}`, options);
    this.stderr = words;
  }
}

/** A clone that cannot be used. The message says why and what to do. */
export class CloneRefused extends Error {
  override name = "CloneRefused";
}
