#!/bin/sh
# Runs one launch of an agent, detached, so that it outlives the process that started it.
#
#   launch.sh start DIR PROGRAM [ARGUMENT…]
#
# The agent gets the working directory and the environment of the caller. Files in DIR: prompt.md is its stdin,
# stdout.jsonl and stderr.log its output, `pid` its process (pid, start time, boot id), `exit` its exit code. Only the
# call that creates `pid` runs the agent: another launch into the same directory does nothing.
set -u
stage=$1 dir=$2
shift 2

# Starts a command in a new process session, so that signals from the starter's terminal or process group do not reach
# it. If no program can do that, the command ignores hang-ups; its processes are still found by their marker.
in_new_session() {
  if command -v setsid >/dev/null 2>&1; then exec setsid "$@"; fi
  if command -v perl >/dev/null 2>&1; then exec perl -MPOSIX -e 'POSIX::setsid(); exec @ARGV or exit 127' "$@"; fi
  trap '' HUP
  exec "$@"
}

# Sets the launch mark as the hard limit of file locks, which the kernel ignores. All processes of the agent inherit it
# and cannot raise it, so they are recognised even without their parent, session and environment. The option is -w in
# dash and -x in bash; in a shell that has neither, there is no mark.
set_mark() {
  [ -r "$dir/mark" ] && read -r mark <"$dir/mark" || return 0
  for option in -w -x; do
    if (ulimit "$option" "$mark") 2>/dev/null && ulimit "$option" "$mark" 2>/dev/null; then return 0; fi
  done
}

# Field 22 of stat, counted after the name, which may contain blanks and parentheses.
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
  set_mark
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
