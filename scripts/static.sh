#!/bin/sh
# Runs the static checks side by side, prints what each says, and fails when one of them fails.
logs=$(mktemp -d) && trap 'rm -rf "$logs"' EXIT || exit 1
names= failed=
check() {
  name=$1
  shift
  "$@" >"$logs/$name" 2>&1 &
  eval "$name=$!"
  names="$names $name"
}
# Biome formats all but pages and YAML.
check prettier prettier --check '**/*.{astro,yaml,yml}'
check biome biome check --error-on-warnings .
# By its path, since "tsc" is TypeScript's other compiler, which takes three times as long. Astro's takes longer still, and is
# left the pages.
check types node_modules/typescript-native/bin/tsc --noEmit
check astro astro check --minimumSeverity warning --tsconfig tsconfig.pages.json
# "git add" of a whole folder takes what programs left in it. Without a repository there is nothing to ask.
check ignored sh -c 'left=$(git ls-files --cached --ignored --exclude-standard 2>/dev/null); [ -z "$left" ] || { echo "ignored, but committed: $left"; exit 1; }'
for name in $names; do
  eval "wait \$$name" || failed="$failed $name"
  cat "$logs/$name"
done
[ -z "$failed" ] || { echo "failed:$failed" >&2; exit 1; }
