#!/bin/sh
# The demo's reviewer: writes the test, and runs it itself instead of believing anyone.
set -u
# shellcheck source-path=SCRIPTDIR source=protocol.sh
. "${0%/*}/protocol.sh"
# shellcheck source-path=SCRIPTDIR source=pieces.sh
. "${0%/*}/pieces.sh"
# shellcheck source-path=SCRIPTDIR source=reviewing.sh
. "${0%/*}/reviewing.sh"

# The end of the fixed split: only a summary is asked for.
check_the_result() {
  reasoning "Whether it works is not a matter of opinion: I run its test."
  run ls
  if ! [ -f test.sh ]; then
    usage 400 60
    message "BLOCKER: there is no test.sh to run"
    finish true "BLOCKER: there is no test.sh to run."
  elif run sh test.sh; then
    usage 900 150
    message "MILESTONE: reviewed, $(checks_passed) checks passed"
    finish true "APPROVED: all $(checks_passed) checks of test.sh pass."
  else
    usage 900 150
    message "BLOCKER: test.sh fails"
    finish true "BLOCKER: test.sh fails: $output"
  fi
}

begin reviewer
case $kind in
  review) review ;;
  fix) finish true "I have looked at it again, and have nothing to add to it." ;;
  *)
    case $piece in
      test)
        reasoning "Names have quotes in them sooner or later."
        write test.sh <<TEXT
$(test_sh)
TEXT
        run sh -n test.sh
        usage 1100 520
        message "STATUS: test.sh is written; there is nothing here yet that it could check"
        finish true "test.sh checks what the design says, quotes in JSON included."
        ;;
      *) check_the_result ;;
    esac
    ;;
esac
