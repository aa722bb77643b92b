#!/bin/sh
# The demo's implementer: writes a program, and fixes what others find. Its first launch crashes half-way, to show the
# recovery.
set -u
# shellcheck source-path=SCRIPTDIR source=protocol.sh
. "${0%/*}/protocol.sh"
# shellcheck source-path=SCRIPTDIR source=pieces.sh
. "${0%/*}/pieces.sh"
# shellcheck source-path=SCRIPTDIR source=reviewing.sh
. "${0%/*}/reviewing.sh"

crash_once() {
  [ "${ORCHESTRATOR_LAUNCH:-1}" -eq 1 ] || return 0
  printf 'the demo crashes its implementer here, on purpose\n' >&2
  exit 70
}

is_interrupted() { [ -f greet.sh ] && [ "${ORCHESTRATOR_LAUNCH:-1}" -gt 1 ]; }

# Writes only greet.sh, and forgets about quotes.
greet_alone() {
  if is_interrupted; then
    message "I was interrupted. greet.sh is already there; I try it."
  else
    plan "-write greet.sh" "-try it"
    write greet.sh <<TEXT
$(greet_sh_at_first)
TEXT
    usage 2100 610
    message "STATUS: greet.sh is written"
  fi
  crash_once
  plan "+write greet.sh" "-try it"
  run sh greet.sh Ada
  run sh greet.sh --json Ada
  plan "+write greet.sh" "+try it"
  usage 900 200
  finish true "greet.sh greets, and has a --json flag. I have tried it with a name."
}

greet_and_test() {
  [ -f DESIGN.md ] && run cat DESIGN.md
  if is_interrupted; then
    message "I was interrupted. greet.sh is already there; I go on with its test."
  else
    plan "-write greet.sh" "-write test.sh" "-run the test"
    write greet.sh <<TEXT
$(greet_sh)
TEXT
    usage 2100 610
    message "MILESTONE: greet.sh is written"
  fi
  crash_once
  plan "+write greet.sh" "-write test.sh" "-run the test"
  write test.sh <<TEXT
$(test_sh)
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
}

# Checks a finding before fixing it.
put_right() {
  if [ -f test.sh ] && run sh test.sh; then
    usage 300 40
    finish true "test.sh passes as it is; there is nothing left to put right."
    exit 0
  fi
  case $prompt in
    *quotes*)
      message "A quote in the name ends the JSON text too early. It has to be escaped."
      write greet.sh <<TEXT
$(greet_sh)
TEXT
      ;;
    *) message "BLOCKER: I do not know how to put this right" ;;
  esac
  if ! [ -f test.sh ] || run sh test.sh; then
    usage 1500 380
    finish true "greet.sh escapes quotes and backslashes in JSON now."
  else
    usage 1500 380
    finish false "test.sh still does not pass: $output" false
  fi
}

begin implementer
case $kind in
  review) review ;;
  fix) put_right ;;
  merge) finish false "I can only write what I know, and cannot bring together what two have written." false ;;
  *) case $piece in greet) greet_alone ;; *) greet_and_test ;; esac ;;
esac
