# shellcheck shell=sh
# Reviews another agent's work. The answer depends only on what the review finds. Source it with `.`
# shellcheck disable=SC2154 # me, planner and output are protocol.sh's

checks_passed() { printf '%s\n' "$output" | grep -c '^ok'; }

# verdict WORD SUMMARY [POINT…]
verdict() {
  word=$1 summary=$2 points=
  shift 2
  for point in "$@"; do points=$points${points:+,}$(json "$point"); done
  finish true "{\"verdict\":\"$word\",\"summary\":$(json "$summary"),\"points\":[$points]}"
}

review() {
  reviewed=$(printf '%s\n' "$prompt" | sed -n 's/.*review what \([^ ]*\) has done.*/\1/p' | head -n 1)
  run ls
  if ! [ -f greet.sh ]; then
    by_looking
  elif [ "$me" = "$planner" ] && [ "$me" != "$checker" ]; then
    as_planned
  elif [ "$reviewed" = "$planner" ] && [ "$me" != "$planner" ] && [ -f USAGE.md ]; then
    as_described
  elif [ -f test.sh ]; then
    by_the_test
  else
    as_planned
  fi
}

by_the_test() {
  reasoning "Whether it works is not a matter of opinion: I run its test."
  if run sh test.sh; then
    usage 900 150
    verdict APPROVED "All $(checks_passed) checks of test.sh pass."
    return
  fi
  usage 900 150
  passed=$(checks_passed)
  set --
  while IFS= read -r line; do
    case $line in FAILED:*) set -- "$@" "greet.sh: ${line#FAILED: }" ;; esac
  done <<TEXT
$output
TEXT
  verdict CONCERNS "I ran test.sh: $passed of $((passed + $#)) checks pass." "$@"
}

# Checks that the options are those of the plan.
as_planned() {
  run sh greet.sh Ada
  plain=$output
  run sh greet.sh --xml
  refused=$?
  usage 600 110
  if [ "$plain" = 'Hello, Ada!' ] && [ "$refused" -eq 2 ]; then
    verdict APPROVED "It has the options of the plan, and refuses others."
  else
    verdict CONCERNS "It is not what was planned." \
      "greet.sh: 'sh greet.sh Ada' answers '$plain', and an unknown option ends with $refused; planned were 'Hello, Ada!' and 2"
  fi
}

# Checks that the documentation is true.
as_described() {
  run cat USAGE.md
  usage 500 90
  if [ "$output" = "$(usage_md)" ]; then
    verdict APPROVED "greet.sh answers what USAGE.md says."
  else
    verdict CONCERNS "greet.sh does not answer what USAGE.md says." "USAGE.md: its examples are not what greet.sh answers"
  fi
}

by_looking() {
  usage 300 60
  if ls ./*.sh ./*.md >/dev/null 2>&1; then
    verdict APPROVED "There is nothing here yet that could be run; what is there can be read."
  else
    verdict CONCERNS "There is nothing here." "nothing was written"
  fi
}
