#!/bin/sh
# Runs one launch of an agent so that it outlives whoever started it.
#
#   launch.sh start DIR PROGRAM [ARGUMENT…]
#
# Working directory and environment are the agent's. DIR holds prompt.md, which becomes stdin; stdout.jsonl and
# stderr.log grow there, `pid` names the process (pid, start time, boot id) and `exit` its exit code. Whoever takes `pid`
# first runs the agent: a second launch into the same directory does nothing.
set -u
stage=$1 dir=$2
shift 2

# A session of its own, so that no terminal and no process group of the starter reaches it. Where nothing can make one, the
# marker still finds all that belongs to the launch; only a hang-up must then not end it.
in_new_session() {
  if command -v setsid >/dev/null 2>&1; then exec setsid "$@"; fi
  if command -v perl >/dev/null 2>&1; then exec perl -MPOSIX -e 'POSIX::setsid(); exec @ARGV or exit 127' "$@"; fi
  trap '' HUP
  exec "$@"
}

# A hard limit is inherited by all that the agent starts and cannot be raised again; the kernel does not use this one. So
# even what leaves parent, session and environment behind is known by its number. Option -w in dash, -x in bash; a shell
# that knows neither goes without.
bear_mark() {
  [ -r "$dir/mark" ] && read -r mark <"$dir/mark" || return 0
  for option in -w -x; do
    if (ulimit "$option" "$mark") 2>/dev/null && ulimit "$option" "$mark" 2>/dev/null; then return 0; fi
  done
}

# Field 22 of stat, counted behind the name, which may hold blanks and parentheses.
start_time() {
  if [ -r "/proc/$$/stat" ]; then
    read -r line <"/proc/$$/stat"
    # shellcheck disable=SC2086
    set -- ${line##*) }
    printf '%s' "${20}"
  else
    ps -o lstart= -p $$ | tr -s ' ' '_'
  fi
}

boot_id() {
  if [ -r /proc/sys/kernel/random/boot_id ]; then
    read -r id </proc/sys/kernel/random/boot_id
    printf '%s' "$id"
  else
    sysctl -n kern.bootsessionuuid
  fi
}

case $stage in
start)
  bear_mark
  in_new_session sh "$0" claim "$dir" "$@"
  ;;
claim)
  (set -C && : >"$dir/pid") 2>/dev/null || exit 0
  (in_new_session sh "$0" agent "$dir" "$@") <"$dir/prompt.md" >>"$dir/stdout.jsonl" 2>>"$dir/stderr.log"
  code=$?
  printf '%s\n' "$code" >"$dir/exit.new" && mv -f "$dir/exit.new" "$dir/exit"
  ;;
agent)
  printf '%s %s %s\n' "$$" "$(start_time)" "$(boot_id)" >"$dir/pid" || exit 125
  exec "$@"
  ;;
esac
