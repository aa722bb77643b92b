#!/bin/bash
# agent.sh LINES DIRECTORY
# Prints numbered lines, ten per second, some of them in two halves, and calls tools. When it is resumed after a kill, it
# continues after the last number that it printed completely.
set -u
lines=$1 directory=$2
cat >/dev/null
exec {idle}<> <(:)

rest() { read -rt "$1" -u "$idle" || :; }

now() { # milliseconds, as in the protocol
  local micros=${EPOCHREALTIME/[^0-9]/}
  at=$((micros / 1000))
}

say() { # TYPE FIELDS
  now
  printf '{"type":"%s","at":%d,%s}\n' "$1" "$at" "$2"
}

say_in_halves() {
  now
  printf '{"type":"%s","at":%d,' "$1" "$at"
  rest 0.05
  printf '%s}\n' "$2"
}

# The last number of this conversation in the output of earlier launches.
printed_before() {
  local launch=$((ORCHESTRATOR_LAUNCH - 1)) file number
  while [ "$launch" -gt 0 ]; do
    file=$directory/../$launch/stdout.jsonl
    number=$(grep -o '"text":"line [0-9]*.*"}$' "$file" | tail -n 1 | grep -o '^"text":"line [0-9]*' | grep -o '[0-9]*$')
    if [ -n "$number" ]; then
      printf '%s' "$number"
      return
    fi
    if grep -q '"text":"begins"}$' "$file"; then break; fi
    launch=$((launch - 1))
  done
  printf 0
}

say session "\"id\":\"$ORCHESTRATOR_CONVERSATION\""
n=0
if [ -n "${ORCHESTRATOR_RESUME:-}" ]; then
  n=$(printed_before)
  say message "\"text\":\"goes on\""
else
  say message "\"text\":\"begins\""
fi

while [ "$n" -lt "$lines" ]; do
  n=$((n + 1))
  text="\"text\":\"line $n\""
  if [ $((n % 15)) -eq 0 ]; then text="\"text\":\"line $n\\nMILESTONE: $n lines are written\""; fi
  if [ $((n % 7)) -eq 0 ]; then say_in_halves message "$text"; else say message "$text"; fi
  case $((n % 10)) in
    3)
      say tool_call "\"id\":\"$n\",\"name\":\"Bash\",\"input\":{\"command\":\"sleep 3\"}"
      # A tool in a separate process session, which outlives a killed agent.
      setsid sleep 3 >/dev/null 2>&1 &
      ;;
    5) say tool_result "\"id\":\"$((n - 2))\",\"ok\":true" ;;
  esac
  rest 0.1
done
say result "\"ok\":true,\"text\":\"$lines lines\""
