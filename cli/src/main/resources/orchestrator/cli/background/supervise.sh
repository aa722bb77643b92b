#!/bin/sh
# supervise.sh NAME HOME ARCHIVE COMMAND [ARGUMENT]...
# Keeps COMMAND running until TERM comes, which it passes on. HOME/NAME.pid is the command's pid, for people;
# HOME/NAME.started says "pid start-time", so that a recycled pid is never taken for it.
# ARCHIVE is empty, or where a COMMAND that is a Java may keep the classes it loads: that halves each later start.
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

# When a process began, in a form that no other process with its pid can share.
began() {
  if [ -r "/proc/$1/stat" ]; then
    stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
    read -r boot </proc/sys/kernel/random/boot_id
    # The name in field 2 may hold anything; field 22 is the 20th behind its closing bracket.
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

# The command appends: what it writes after the cut goes to the emptied file.
rotate() {
  [ -f "$log" ] || return 0
  [ "$(($(wc -c <"$log")))" -gt "$log_bytes_max" ] || return 0
  cp "$log" "$log.1" && : >"$log"
}

# A file of flags takes quotes and backslashes for its own.
quoted() { printf '"%s"\n' "$(printf '%s\n' "$1" | sed 's/[\\"]/\\&/g')"; }

# Java reads this file of flags at each start: it shares the classes of the archive, or tells which it loads.
# Without an archive that is named it would do without the one that every JDK has, too.
write_flags() {
  if [ -z "$archive" ]; then return 0; fi
  if [ -e "$archive" ]; then
    quoted "-XX:SharedArchiveFile=$archive"
  else
    quoted "-XX:DumpLoadedClassList=$home/$name.classes"
  fi >"$home/$name.flags"
}

# Beside the running command and behind everything else. A list is whole up to its last line.
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
    say "its classes could not be kept, so it starts more slowly; $home/$name.archiving says why"
    wanted=''
  fi
}

# One that has run for a while has loaded all that it usually needs.
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

# A signal ends `wait` early: then the child is still there, and is waited for again.
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

# A Java that crashes may do so because of a damaged archive. Made again, it costs only time.
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
# Without its directory nobody could find it, let alone stop it.
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
    say "$name cannot run as it is configured; giving up"
    tail -n 20 "$log" >"$home/$name.failed"
    outcome=$exit_misconfigured
    break
  fi
  if [ "$ran" -ge "$healthy_after_seconds" ]; then delay=0; fi
  # Whoever kills it has nothing against it; one that ends by itself soon after its start is sick.
  if [ "$code" -eq "$exit_killed" ] && [ "$ran" -ge "$started_after_seconds" ]; then delay=0; fi
  drop_archive_after_crash
  say "$name ended with $code after $ran s; starting it again in $delay s"
  rest "$delay"
  longer
  restarts=$((restarts + 1))
  printf '%s\n' "$restarts" >"$home/$name.restarts"
done

if [ -d "$home/logs" ]; then say "$name is stopped"; fi
kill "$watch" 2>/dev/null
forget "$name.supervisor"
exit "$outcome"
