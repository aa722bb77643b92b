#!/bin/sh
# The demo's architect: makes the plan, documents the program, and reviews it against the plan.
set -u
# shellcheck source-path=SCRIPTDIR source=protocol.sh
. "${0%/*}/protocol.sh"
# shellcheck source-path=SCRIPTDIR source=pieces.sh
. "${0%/*}/pieces.sh"
# shellcheck source-path=SCRIPTDIR source=reviewing.sh
. "${0%/*}/reviewing.sh"

# piece ID ROLE AGENT WEIGHT TITLE DEPENDS_ON PROMPT: one assignment of the plan.
piece() {
  printf '{"id":"%s","role":"%s","agent":"%s","weight":%d,"title":%s,"dependsOn":[%s],"prompt":%s}' \
    "$1" "$2" "$3" "$4" "$(json "$5")" "$6" "$(json "Piece: $1
$7")"
}

the_plan() {
  printf '{"assignments":[%s,%s,%s]}' \
    "$(piece greet implementer "$builder" 45 'Write greet.sh' '' "$(design_md)

Write greet.sh along this. Someone else writes test.sh at the same time.")" \
    "$(piece test reviewer "$checker" 35 'Write test.sh' '' "$(design_md)

Write test.sh along this. Someone else writes greet.sh at the same time.")" \
    "$(piece usage architect "$planner" 20 'Describe how it is used' '"greet","test"' \
      "Write USAGE.md: each way to call greet.sh, and what it answers.")"
}

begin architect
case $kind in
  plan)
    run ls -a
    reasoning "A script and its test need not wait for each other. How it is used can only be told when it is there."
    usage 1200 340
    message "Two write at the same time; I describe it then."
    finish true "$(the_plan)"
    ;;
  review) review ;;
  fix) finish true "I have looked at it again, and have nothing to add to it." ;;
  *)
    case $piece in
      usage)
        write USAGE.md <<TEXT
$(usage_md)
TEXT
        usage 700 160
        message "STATUS: USAGE.md is written"
        finish true "USAGE.md shows how greet.sh is called, with what it really answers."
        ;;
      *)
        reasoning "A greeting that people and programs can read: one script, one flag, one test."
        plan "-look at the workspace" "-write DESIGN.md"
        run ls -a
        plan "+look at the workspace" "-write DESIGN.md"
        write DESIGN.md <<TEXT
$(design_md)
TEXT
        plan "+look at the workspace" "+write DESIGN.md"
        usage 1200 340
        message "The design is small on purpose.
MILESTONE: DESIGN.md says what greet.sh has to do"
        finish true "DESIGN.md is written: greet.sh with --json, and a test for it."
        ;;
    esac
    ;;
esac
