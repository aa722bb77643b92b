# shellcheck shell=sh
# The files that the demo's agents write. Source it with `.`

design_md() {
  cat <<'TEXT'
# A greeting, by the Orchestrator demo

`sh greet.sh [--json] [NAME]` greets NAME, or the world.

- Plain: `Hello, NAME!`
- With `--json`: `{"greeting":"Hello","name":"NAME"}`, with quotes and backslashes escaped.
- An unknown option is refused with exit code 2.

`sh test.sh` checks all of it and exits with 0 only when everything is right.
TEXT
}

greet_sh() {
  cat <<'TEXT'
#!/bin/sh
# Greets. Written by the Orchestrator demo.
set -eu

as=plain
name=world
for argument in "$@"; do
  case $argument in
    --json) as=json ;;
    -*) printf 'greet.sh: unknown option %s; there is only --json\n' "$argument" >&2; exit 2 ;;
    *) name=$argument ;;
  esac
done

if [ "$as" = json ]; then
  escaped=$(printf '%s' "$name" | sed -e 's/\\/\\\\/g' -e 's/"/\\"/g')
  printf '{"greeting":"Hello","name":"%s"}\n' "$escaped"
else
  printf 'Hello, %s!\n' "$name"
fi
TEXT
}

# The same with a mistake that only a test finds: the name goes into the JSON unescaped.
greet_sh_at_first() {
  # shellcheck disable=SC2016
  greet_sh | sed -e '/escaped=/d' -e 's/\$escaped/$name/'
}

test_sh() {
  cat <<'TEXT'
#!/bin/sh
# Checks greet.sh. Written by the Orchestrator demo.
set -u
cd "$(dirname "$0")" || exit 1
failed=0

check() {
  if [ "$2" = "$3" ]; then
    printf 'ok: %s\n' "$1"
  else
    printf 'FAILED: %s: expected %s, got %s\n' "$1" "$3" "$2"
    failed=1
  fi
}

check 'greets the world' "$(sh greet.sh)" 'Hello, world!'
check 'greets by name' "$(sh greet.sh Ada)" 'Hello, Ada!'
check 'speaks JSON' "$(sh greet.sh --json Ada)" '{"greeting":"Hello","name":"Ada"}'
check 'escapes quotes' "$(sh greet.sh --json 'A"da')" '{"greeting":"Hello","name":"A\"da"}'
sh greet.sh --xml >/dev/null 2>&1
check 'refuses an unknown option' "$?" 2
exit "$failed"
TEXT
}

# Shows what greet.sh really prints.
usage_md() {
  printf '# greet.sh, by the Orchestrator demo\n\n'
  for arguments in '' Ada '--json Ada'; do
    # shellcheck disable=SC2086
    printf '    $ sh greet.sh%s\n    %s\n\n' "${arguments:+ $arguments}" "$(sh greet.sh $arguments 2>&1)"
  done
}
