# shellcheck shell=sh disable=SC2034
# Shared by the demo's agents: prints lines of the protocol in AGENT-PROTOCOL.md. Source it with `.`

# The agents of the demo, this one included. If there is only one agent, it has all the names.
me=$1 planner=$2 builder=$3 checker=$4

pace() { sleep "${DEMO_PACE:-0.4}"; }

# Prints a text as a JSON string with its quotes.
json() {
  printf '"'
  printf '%s' "$1" | tr -d '\000-\010\013-\037' | sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/	/\\t/g' |
    awk 'NR > 1 { printf "\\n" } { printf "%s", $0 }'
  printf '"'
}

# Prints the first line of the prompt's task, or of the prompt if it has none.
asked() {
  awk 'NR == 1 { first = $0 } task && NF { print; found = 1; exit } /^# Task$/ { task = 1 } END { if (!found) print first }'
}

# said NAME: prints the value of the line "NAME: value" of the prompt.
said() { printf '%s\n' "$prompt" | sed -n "s/^$1: *//p" | head -n 1; }

# Reads the prompt. $kind is the kind of work, $piece the part of the demo's plan.
begin() {
  prompt=$(cat)
  kind=$(said Kind)
  piece=$(said Piece)
  first=$(printf '%s\n' "$prompt" | asked | cut -c 1-100)
  printf '{"type":"session","id":%s}\n' "$(json "${ORCHESTRATOR_CONVERSATION:-none}")"
  message "I am the $1. I was asked: \"$first\""
}

message() { printf '{"type":"message","text":%s}\n' "$(json "$1")"; pace; }

reasoning() { printf '{"type":"reasoning","text":%s}\n' "$(json "$1")"; pace; }

plan() {
  printf '{"type":"plan","items":['
  separator=
  for item in "$@"; do
    done=false
    case $item in +*) done=true ;; esac
    printf '%s{"text":%s,"done":%s}' "$separator" "$(json "${item#[+-]}")" "$done"
    separator=,
  done
  printf ']}\n'
}

usage() { printf '{"type":"usage","inputTokens":%d,"outputTokens":%d,"costUsd":0}\n' "$1" "$2"; }

# finish true|false TEXT [RETRYABLE]
finish() {
  printf '{"type":"result","ok":%s,"text":%s,"retryable":%s}\n' "$1" "$(json "$2")" "${3:-true}"
}

# Writes stdin to a file of the workspace, unless the file exists and is not the demo's own.
write() {
  if [ -e "$1" ] && ! grep -q 'Orchestrator demo' "$1"; then
    message "BLOCKER: $1 is already there and not mine; give me an empty directory"
    finish false "$1 is already there and not the demo's own. Run the demo in an empty directory." false
    exit 0
  fi
  change=created
  [ -e "$1" ] && change=modified
  printf '{"type":"tool_call","id":"write-%s","name":"Write","input":{"file_path":%s}}\n' "$1" "$(json "$1")"
  if cat > "$1.new" && mv "$1.new" "$1"; then
    printf '{"type":"tool_result","id":"write-%s","ok":true,"text":"written"}\n' "$1"
    printf '{"type":"file_change","path":%s,"change":"%s"}\n' "$(json "$1")" "$change"
  else
    printf '{"type":"tool_result","id":"write-%s","ok":false,"text":"could not write"}\n' "$1"
    finish false "could not write $1"
    exit 0
  fi
  pace
}

# Runs a command, prints its output, and returns its exit code.
run() {
  printf '{"type":"tool_call","id":"run-%s","name":"Bash","input":{"command":%s}}\n' "$$" "$(json "$*")"
  output=$("$@" 2>&1)
  code=$?
  ok=true
  [ "$code" -eq 0 ] || ok=false
  printf '{"type":"tool_result","id":"run-%s","ok":%s,"text":%s}\n' "$$" "$ok" "$(json "$output")"
  pace
  return "$code"
}
