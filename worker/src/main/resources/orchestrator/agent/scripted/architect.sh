#!/bin/sh
# The demo's architect: writes down what is to be built.
set -u
# shellcheck source-path=SCRIPTDIR source=protocol.sh
. "${0%/*}/protocol.sh"

begin architect
reasoning "A greeting that people and programs can read: one script, one flag, one test."
plan "-look at the workspace" "-write DESIGN.md"
run ls -a
plan "+look at the workspace" "-write DESIGN.md"
write DESIGN.md <<'TEXT'
# A greeting, by the Orchestrator demo

`sh greet.sh [--json] [NAME]` greets NAME, or the world.

- Plain: `Hello, NAME!`
- With `--json`: `{"greeting":"Hello","name":"NAME"}`, with quotes and backslashes escaped.
- An unknown option is refused with exit code 2.

`sh test.sh` checks all of it and exits with 0 only when everything is right.
TEXT
plan "+look at the workspace" "+write DESIGN.md"
usage 1200 340
message "The design is small on purpose.
MILESTONE: DESIGN.md says what greet.sh has to do"
finish true "DESIGN.md is written: greet.sh with --json, and a test for it."
