#!/bin/sh
# supervise.sh NAME HOME ARCHIVE COMMAND [ARGUMENT]...
# Keeps COMMAND running until it gets TERM, which it passes on. HOME/NAME.pid holds the command's pid, for people;
# HOME/NAME.started holds "pid start-time", so that a reused pid is not taken for it.
# ARCHIVE is empty, or the file for a Java COMMAND's class archive, which halves each later start.
set -u

name=$1 home=$2 archive=$3
shift 3
log=$home/logs/$name.log
log_bytes_max=${ORCHESTRATOR_LOG_BYTES_MAX:-10000000}
rotate_every_seconds=30
settled_after_seconds=${ORCHESTRATOR_ARCHIVE_AFTER_SECONDS:-15}
healthy_after_seconds=60
started_after_seconds=1
delay_seconds_max=30
exit_misconfigured=4
exit_killed=137

stopping='' child='' pause='' watch=''

say() { printf '%s supervisor: %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$*" >>"$log"; }

# The start time of a process, in a form that differs for every process with the same pid.
began() {
  if [ -r "/proc/$1/stat" ]; then
    stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
    read -r boot </proc/sys/kernel/random/boot_id
    # The name in field 2 may contain anything; field 22 is the 20th after its closing bracket.
    # shellcheck disable=SC2086
    set -- ${stat##*) }
    printf '%s/%s' "$boot" "${20}"
  else
    # shellcheck disable=SC2046
    printf '%s_' $(TZ=UTC0 LC_ALL=C ps -o lstart= -p "$1")
  fi
}

note() { # NAME PID
  printf '%s %s\n' "$2" "$(began "$2")" >"$home/$1.started.new"
  printf '%s\n' "$2" >"$home/$1.pid.new"
  mv "$home/$1.started.new" "$home/$1.started"
  mv "$home/$1.pid.new" "$home/$1.pid"
}

forget() { rm -f "$home/$1.pid" "$home/$1.started"; }

# The command appends to the log, so it continues in the emptied file.
rotate() {
  [ -f "$log" ] || return 0
  [ "$(($(wc -c <"$log")))" -gt "$log_bytes_max" ] || return 0
  cp "$log" "$log.1" && : >"$log"
}

# Quotes and backslashes have a meaning in a file of flags.
quoted() { printf '"%s"\n' "$(printf '%s\n' "$1" | sed 's/[\\"]/\\&/g')"; }

# Java reads this file of flags at each start. They tell it to use the archive or, if there is none yet, to list the
# classes it loads. To name an archive that does not exist would also switch off the JDK's own.
write_flags() {
  if [ -z "$archive" ]; then return 0; fi
  if [ -e "$archive" ]; then
    quoted "-XX:SharedArchiveFile=$archive"
  else
    quoted "-XX:DumpLoadedClassList=$home/$name.classes"
  fi >"$home/$name.flags"
}

# Runs beside the command, at the lowest priority. The last line of the list may be incomplete.
make_archive() { # JAVA FLAGS ARGUMENT...
  java=$1
  shift 2
  sed '$d' "$home/$name.classes" >"$home/$name.classes.whole"
  nice -n 19 "$java" -Xshare:dump "-XX:SharedClassListFile=$home/$name.classes.whole" \
    "-XX:SharedArchiveFile=$archive.$$" "$@" >"$home/$name.archiving" 2>&1 </dev/null &
  nap=$!
  if wait "$nap" && [ -s "$archive.$$" ]; then
    mv "$archive.$$" "$archive"
    rm -f "$home/$name.classes" "$home/$name.classes.whole" "$home/$name.archiving"
  else
    rm -f "$archive.$$"
    say "the class archive could not be made, so $name starts more slowly; $home/$name.archiving says why"
    wanted=''
  fi
}

# A process that has run for a while has loaded all the classes it usually needs.
archive_what_has_settled() {
  if [ -z "$wanted" ] || [ -e "$archive" ] || ! [ -s "$home/$name.classes" ] || ! [ -w "${archive%/*}" ]; then return 0; fi
  now=$(cat "$home/$name.pid" 2>/dev/null) || return 0
  if [ "$now" = "$seen" ]; then make_archive "$@"; fi
  seen=$now
}

watch_over() {
  nap='' seen='' wanted=$archive pause_seconds=2
  trap 'kill "$nap" 2>/dev/null; rm -f "$archive.$$"; exit 0' TERM
  while kill -0 "$$" 2>/dev/null; do
    rotate
    archive_what_has_settled "$@"
    sleep "$pause_seconds" &
    nap=$!
    wait "$nap"
    pause_seconds=$rotate_every_seconds
    if [ -n "$wanted" ] && ! [ -e "$archive" ]; then pause_seconds=$settled_after_seconds; fi
  done
}

# shellcheck disable=SC2317 # called by the trap
stop() {
  stopping=yes
  if [ -n "$child" ]; then kill -TERM "$child" 2>/dev/null; fi
  if [ -n "$pause" ]; then kill "$pause" 2>/dev/null; fi
}

# A signal ends `wait` early. If the child still runs, wait again.
await_child() {
  while :; do
    wait "$child"
    code=$?
    if [ "$code" -le 128 ] || ! kill -0 "$child" 2>/dev/null; then return 0; fi
  done
}

rest() { # SECONDS, cut short by TERM
  if [ "$1" -eq 0 ]; then return 0; fi
  sleep "$1" &
  pause=$!
  if [ -n "$stopping" ]; then kill "$pause" 2>/dev/null; fi
  wait "$pause"
  pause=''
}

# A damaged archive can make Java crash. To make a new one costs only time.
drop_archive_after_crash() {
  case $code in
    134 | 135 | 139) if [ -n "$archive" ]; then rm -f "$archive"; fi ;;
  esac
}

longer() { # the next delay: 0 1 2 4 8 16 30 30 …
  delay=$((delay * 2))
  if [ "$delay" -eq 0 ]; then delay=1; fi
  if [ "$delay" -gt "$delay_seconds_max" ]; then delay=$delay_seconds_max; fi
}

trap stop TERM INT
trap '' HUP
cd "$home" || exit 1
rm -f "$home/$name.failed" "$home/$name.restarts"
rotate
note "$name.supervisor" "$$"
if [ -n "$archive" ]; then
  java=$1
  shift
  set -- "$java" "@$home/$name.flags" "$@"
fi
watch_over "$@" &
watch=$!

delay=0
restarts=0
outcome=0
# Without its directory nobody could find or stop it.
while [ -z "$stopping" ] && [ -d "$home" ]; do
  since=$(date +%s)
  write_flags
  "$@" >>"$log" 2>&1 </dev/null &
  child=$!
  if [ -n "$stopping" ]; then kill -TERM "$child" 2>/dev/null; fi
  note "$name" "$child"
  await_child
  child=''
  forget "$name"
  ran=$(($(date +%s) - since))
  if [ -n "$stopping" ]; then break; fi
  if [ "$code" -eq "$exit_misconfigured" ]; then
    say "$name cannot run with this configuration; giving up"
    tail -n 20 "$log" >"$home/$name.failed"
    outcome=$exit_misconfigured
    break
  fi
  if [ "$ran" -ge "$healthy_after_seconds" ]; then delay=0; fi
  # Restart at once after a kill; wait longer if the command keeps ending by itself.
  if [ "$code" -eq "$exit_killed" ] && [ "$ran" -ge "$started_after_seconds" ]; then delay=0; fi
  drop_archive_after_crash
  say "$name ended with $code after $ran s; restarting it in $delay s"
  rest "$delay"
  longer
  restarts=$((restarts + 1))
  printf '%s\n' "$restarts" >"$home/$name.restarts"
done

if [ -d "$home/logs" ]; then say "$name was stopped"; fi
kill "$watch" 2>/dev/null
forget "$name.supervisor"
exit "$outcome"
