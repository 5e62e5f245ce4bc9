/** The trailers of a commit message that facts keep, as the kernel writes them. */
export const trailerKeys = [
  "Link",
  "Fixes",
  "Reported-by",
  "Reviewed-by",
  "Acked-by",
  "Tested-by",
  "Cc stable",
] as const;
