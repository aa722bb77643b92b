#!/bin/sh
# Runs one launch of an agent, detached, so that it outlives the process that started it.
#
#   launch.sh start DIR PROGRAM [ARGUMENT…]
#
# The agent gets the working directory and the environment of the caller. Files in DIR: prompt.md is its stdin,
# stdout.jsonl and stderr.log its output, `pid` its process (pid, start time, boot id), `exit` its exit code. Only the
# call that creates `pid` runs the agent: another launch into the same directory does nothing.
#
# If there is a file `sandbox`, which names bubblewrap, the agent runs in it, with the arguments in sandbox.args. This
# script stays outside. The agent's first step inside writes the pid as the host counts it, see `enclosed`.
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
    ulimit "$option" "$mark" 2>/dev/null && return 0
  done
}

# The following answer in variables: a fork for each would delay every agent.

# Sets `started` to field 22 of a line of stat, by default our own, counted after the name, which may contain blanks and
# parentheses.
find_start_time() {
  if [ -n "${1:-}" ] || read -r stat 2>/dev/null <"/proc/$$/stat"; then
    stat=${1:-$stat}
    # shellcheck disable=SC2086
    set -- ${stat##*) }
    started=${20}
  else
    started=$(ps -o lstart= -p $$ | tr -s ' ' '_')
  fi
}

find_boot_id() {
  if [ -r /proc/sys/kernel/random/boot_id ]; then
    read -r boot </proc/sys/kernel/random/boot_id
  else
    boot=$(sysctl -n kern.bootsessionuuid)
  fi
}

case $stage in
start)
  set_mark
  in_new_session sh "$0" claim "$dir" "$@"
  ;;
claim)
  # With `command`, a refused redirection does not end the shell with an error.
  set -C
  command : 2>/dev/null >"$dir/pid" || exit 0
  set +C
  if [ -e "$dir/sandbox" ]; then
    read -r bwrap <"$dir/sandbox"
    (in_new_session "$bwrap" --args 5 sh "$0" inside "$dir" "$@") <"$dir/prompt.md" >>"$dir/stdout.jsonl" \
      2>>"$dir/stderr.log" 3>"$dir/pid" 4</proc 5<"$dir/sandbox.args" 6<"$dir/sandbox.copy"
  else
    (in_new_session sh "$0" agent "$dir" "$@") <"$dir/prompt.md" >>"$dir/stdout.jsonl" 2>>"$dir/stderr.log"
  fi
  code=$?
  printf '%s\n' "$code" >"$dir/exit.new" && mv -f "$dir/exit.new" "$dir/exit"
  ;;
agent)
  find_start_time
  find_boot_id
  printf '%s %s %s\n' "$$" "$started" "$boot" >"$dir/pid" || exit 125
  exec "$@"
  ;;
inside)
  # Bubblewrap's first process leads the session that it was started in; the agent leads one of its own.
  in_new_session sh "$0" enclosed "$dir" "$@"
  ;;
enclosed)
  # Descriptor 4 is the host's /proc, in which `self` has the host's pid. The agent gets neither it nor the others, and
  # its prompt from the sandbox's view of the file, through which it cannot be changed.
  read -r line </proc/self/fd/4/self/stat || exit 125
  find_start_time "$line"
  find_boot_id
  printf '%s %s %s\n' "${line%% *}" "$started" "$boot" >&3 || exit 125
  exec 3>&- 4<&- 5<&- 6<&- <"$dir/prompt.md"
  exec "$@"
  ;;
esac
