#!/bin/sh
# The demo's reviewer: believes nothing and runs the test itself.
set -u
# shellcheck source-path=SCRIPTDIR source=protocol.sh
. "${0%/*}/protocol.sh"

begin reviewer
reasoning "Whether it works is not a matter of opinion: I run its test."
run ls
if ! [ -f test.sh ]; then
  usage 400 60
  message "BLOCKER: there is no test.sh to run"
  finish true "BLOCKER: there is no test.sh to run."
elif run sh test.sh; then
  count=$(printf '%s\n' "$output" | grep -c '^ok')
  usage 900 150
  message "MILESTONE: reviewed, $count checks passed"
  finish true "APPROVED: all $count checks of test.sh pass."
else
  usage 900 150
  message "BLOCKER: test.sh fails"
  finish true "BLOCKER: test.sh fails: $output"
fi
