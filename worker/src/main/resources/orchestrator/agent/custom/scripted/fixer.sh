#!/bin/sh
# The agent of `orchestrate demo watch`: repairs the price, and finds no way to repair the stock.
set -u
# shellcheck source-path=SCRIPTDIR source=protocol.sh
. "${0%/*}/protocol.sh"

price_is_wrong() { grep -q -- '-gt 10' price.sh; }

# edit FILE EXPRESSION: changes a file by sed.
edit() {
  printf '{"type":"tool_call","id":"edit-%s","name":"Edit","input":{"file_path":%s}}\n' "$$" "$(json "$1")"
  sed "$2" "$1" > "$1.new" && mv "$1.new" "$1"
  printf '{"type":"tool_result","id":"edit-%s","ok":true,"text":"edited"}\n' "$$"
  printf '{"type":"file_change","path":%s,"change":"modified"}\n' "$(json "$1")"
  pace
}

strategy() {
  if price_is_wrong; then
    run grep -n 10 price.sh
    usage 900 120
    finish true "Ten must cost 450, but the discount begins above ten: price.sh compares with -gt instead of -ge. Change only this comparison."
  else
    run cat stock.sh
    usage 800 140
    finish true "stock.sh reads stock.csv, which is not there, and nothing says what was in it. Try what happens without the file."
  fi
}

fix() {
  if price_is_wrong; then
    edit price.sh 's/-gt 10/-ge 10/'
    usage 700 90
    finish true "The discount begins at ten again."
  elif grep -q 'echo 0' stock.sh; then
    edit stock.sh 's/echo 0/echo 5/'
    usage 900 160
    finish true "I have found no count of the pears, and guessed 5."
  else
    edit stock.sh '$ s/$/ 2>\/dev\/null || echo 0/'
    usage 850 150
    finish true "stock.sh answers 0 as long as stock.csv is missing."
  fi
}

begin fixer
if [ "${ORCHESTRATOR_READ_ONLY:-}" = 1 ]; then strategy; else fix; fi
