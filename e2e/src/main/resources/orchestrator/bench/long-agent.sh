#!/bin/sh
# An agent of `bench/run long`: a plan of many parts; work that prints many lines and writes one file; reviews that approve.
# PARTS, LINES, REVIEW_EVERY and GATE are in the file beside it.
set -eu
# shellcheck source=/dev/null
. "${0%/*}/long-agent.settings"
prompt=$(cat)
kind=$(printf '%s\n' "$prompt" | sed -n 's/^Kind: *//p' | head -n 1)
result() {
  printf '{"type":"result","ok":true,"text":"Done."}\n'
}
case $kind in
plan)
  awk -v parts="$PARTS" 'BEGIN {
    split("one two three", agent, " ")
    printf "{\"type\":\"result\",\"ok\":true,\"structured\":{\"assignments\":["
    for (i = 1; i <= parts; i++) {
      printf "%s{\"id\":\"part-%d\",\"role\":\"implementer\",\"agent\":\"%s\",\"title\":\"Write part %d\",", (i > 1 ? "," : ""), i, agent[i % 3 + 1], i
      printf "\"prompt\":\"Part: %d\\nWrite it into a file of its own, with all that belongs to it.\",\"weight\":1,\"dependsOn\":[", i
      # The last one waits for all others, and has their answers.
      for (before = 1; i == parts && before < i; before++) printf "%s\"part-%d\"", (before > 1 ? "," : ""), before
      printf "]}"
    }
    printf "]}}\n"
  }'
  ;;
review)
  printf '{"type":"result","ok":true,"structured":{"verdict":"APPROVED","summary":"It does what it should, as far as this goes.","points":[]}}\n'
  ;;
work)
  part=$(printf '%s\n' "$prompt" | sed -n 's/^Part: *//p' | head -n 1)
  awk -v part="$part" -v lines="$LINES" 'BEGIN {
    for (i = 1; i <= lines; i++) printf "{\"type\":\"message\",\"text\":\"part %d, line %d\"}\n", part, i
  }'
  printf 'part %s\n' "$part" >"part-$part.txt"
  if [ "$part" = "$PARTS" ]; then
    while [ ! -e "$GATE" ]; do sleep 0.1; done
  elif [ $((part % REVIEW_EVERY)) = 0 ]; then
    printf '{"type":"message","text":"REQUEST_REVIEW: part %s"}\n' "$part"
  fi
  result
  ;;
*) result ;;
esac
