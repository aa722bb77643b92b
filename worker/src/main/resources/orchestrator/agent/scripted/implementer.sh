#!/bin/sh
# The demo's implementer: writes a program and its test. Its first launch crashes half-way, to show what happens then.
set -u
# shellcheck source-path=SCRIPTDIR source=protocol.sh
. "${0%/*}/protocol.sh"

begin implementer
[ -f DESIGN.md ] && run cat DESIGN.md

if [ -f greet.sh ] && [ "${ORCHESTRATOR_LAUNCH:-1}" -gt 1 ]; then
  message "I was interrupted. greet.sh is already there; I go on with its test."
else
  plan "-write greet.sh" "-write test.sh" "-run the test"
  write greet.sh <<'TEXT'
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
  usage 2100 610
  message "MILESTONE: greet.sh is written"
fi

if [ "${ORCHESTRATOR_LAUNCH:-1}" -eq 1 ]; then
  printf 'the demo crashes its implementer here, on purpose\n' >&2
  exit 70
fi

plan "+write greet.sh" "-write test.sh" "-run the test"
write test.sh <<'TEXT'
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
plan "+write greet.sh" "+write test.sh" "-run the test"
if run sh test.sh; then
  plan "+write greet.sh" "+write test.sh" "+run the test"
  usage 1800 420
  message "MILESTONE: all checks of test.sh pass"
  finish true "greet.sh has a --json flag, and test.sh passes."
else
  usage 1800 420
  finish false "test.sh does not pass: $output"
fi
