#!/bin/sh
# supervise.sh NAME HOME ARCHIVE COMMAND [ARGUMENT]...
# Keeps COMMAND running until it gets TERM, which it passes on. HOME/NAME.pid holds the command's pid, for people;
# HOME/NAME.started holds "pid start-time", so that a reused pid is not taken for it.
# ARCHIVE is empty, or the file for a Java COMMAND's class archive, which halves each later start.
#
# A command that wants a warm standby writes `wanted` into HOME/NAME.standby.wish. Then a second process of the same
# command is kept, which waits until the first one is dead, by a lock of theirs, and is the command from then on.
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
standby_after_seconds=${ORCHESTRATOR_STANDBY_AFTER_SECONDS:-2}
standby_look_seconds=10
standby_delay_seconds_max=300
quick_looks=8
exit_misconfigured=4
exit_killed=137

stopping='' child='' pause='' watch='' standby=''

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
write_flags() { # NAME
  if [ -z "$archive" ]; then return 0; fi
  if [ -e "$archive" ]; then
    quoted "-XX:SharedArchiveFile=$archive"
    # Else each process copies it whole into memory of its own.
    printf '%s\n' -XX:+IgnoreUnrecognizedVMOptions -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0
  else
    quoted "-XX:DumpLoadedClassList=$home/$1.classes"
  fi >"$home/$1.flags"
}

run() { # NAME COMMAND...: must be called in the background
  flags=$home/$1.flags
  shift
  if [ -z "$archive" ]; then exec "$@"; fi
  java=$1
  shift
  exec "$java" "@$flags" "$@"
}

# Runs beside the command, at the lowest priority. The last line of the list may be incomplete.
make_archive() { # JAVA ARGUMENT...
  java=$1
  shift
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

# Looks after log and archive and, if the command wants a standby, makes the supervisor look after that. USR1: soon.
watch_over() {
  nap='' seen='' wanted=$archive due=0 first_pause_seconds=2 quick=$quick_looks
  trap 'kill "$nap" 2>/dev/null; rm -f "$archive.$$"; exit 0' TERM
  trap 'quick=$quick_looks; kill "$nap" 2>/dev/null' USR1
  while kill -0 "$$" 2>/dev/null; do
    if [ "$due" -le 0 ]; then
      rotate
      archive_what_has_settled "$@"
      due=$rotate_every_seconds
      if [ -n "$wanted" ] && ! [ -e "$archive" ]; then due=$settled_after_seconds; fi
      if [ -n "$first_pause_seconds" ]; then due=$first_pause_seconds; fi
      first_pause_seconds=''
    fi
    rest_seconds=$due
    if [ "$quick" -gt 0 ]; then
      quick=$((quick - 1))
      if [ "$due" -gt "$standby_after_seconds" ]; then rest_seconds=$standby_after_seconds; fi
    elif [ -e "$home/$name.standby.wish" ] && [ "$due" -gt "$standby_look_seconds" ]; then
      rest_seconds=$standby_look_seconds
    fi
    sleep "$rest_seconds" &
    nap=$!
    wait "$nap"
    due=$((due - rest_seconds))
    if [ -e "$home/$name.standby.wish" ]; then kill -USR1 "$$" 2>/dev/null; fi
  done
}

# ---- the standby --------------------------------------------------------------------------------------------------

# For those who ask why there is no standby.
note_standby() {
  say "$name has no standby: $*"
  printf '%s\n' "$*" >"$home/$name.standby.note"
}

is_wanted() {
  wish=''
  if [ -e "$home/$name.standby.wish" ]; then read -r wish <"$home/$name.standby.wish"; fi
  [ "$wish" = wanted ]
}

# It holds nothing, so it need not end by itself; it must not take over when the command is stopped a moment later.
drop_standby() {
  if [ -n "$standby" ]; then
    kill -KILL "$standby" 2>/dev/null
    wait "$standby"
    standby=''
  fi
  forget "$name.standby"
}

start_standby() { # COMMAND...
  write_flags "$name.standby"
  run "$name.standby" "$@" >>"$log" 2>&1 </dev/null &
  standby=$!
  standby_since=$(date +%s)
  rm -f "$home/$name.standby.note"
  note "$name.standby" "$standby"
}

# The longer it keeps ending by itself, the later it is tried again.
bury_standby() {
  wait "$standby"
  code=$?
  standby=''
  forget "$name.standby"
  now=$(date +%s)
  if [ "$((now - standby_since))" -ge "$healthy_after_seconds" ]; then standby_delay=0; fi
  standby_delay=$((standby_delay * 2))
  if [ "$standby_delay" -eq 0 ]; then standby_delay=$standby_look_seconds; fi
  if [ "$standby_delay" -gt "$standby_delay_seconds_max" ]; then standby_delay=$standby_delay_seconds_max; fi
  standby_not_before=$((now + standby_delay))
  note_standby "it ended with $code after $((now - standby_since)) s; the next try is in $standby_delay s (see $log)"
}

# Looks if the standby is as it should be. What is not due yet is done at a later look.
tend_standby() { # COMMAND...
  if ! is_wanted; then
    if [ -n "$standby" ]; then drop_standby; fi
    return 0
  fi
  if [ -n "$standby" ]; then
    if ! kill -0 "$standby" 2>/dev/null; then bury_standby; fi
    return 0
  fi
  now=$(date +%s)
  if [ "$((now - since))" -lt "$calm_seconds" ] || [ "$now" -lt "$standby_not_before" ]; then return 0; fi
  # Without the archive it would start slowly, and need more memory.
  if [ -n "$archive" ] && ! [ -e "$archive" ] && [ "$((now - since))" -lt "$healthy_after_seconds" ]; then return 0; fi
  start_standby "$@"
}

# True if a standby took over, which is the child from now on.
promote_standby() {
  if [ -z "$standby" ] || ! kill -0 "$standby" 2>/dev/null; then return 1; fi
  child=$standby
  standby=''
  forget "$name.standby"
  note "$name" "$child"
}

# A command that ended by itself may do so again: then there is none until its successor has proved itself, so that
# both cannot take turns in dying.
choose_calm() {
  if [ "$code" -eq "$exit_killed" ] && [ "$ran" -ge "$started_after_seconds" ]; then
    calm_seconds=$standby_after_seconds
  else
    calm_seconds=$healthy_after_seconds
    if is_wanted; then
      note_standby "$name ended by itself; a standby follows when the next one has run for $calm_seconds s"
    fi
  fi
}

# ---- the command --------------------------------------------------------------------------------------------------

# shellcheck disable=SC2317 # called by the trap
stop() {
  stopping=yes
  if [ -n "$standby" ]; then kill -KILL "$standby" 2>/dev/null; fi
  if [ -n "$child" ]; then kill -TERM "$child" 2>/dev/null; fi
  if [ -n "$pause" ]; then kill "$pause" 2>/dev/null; fi
}

# A signal ends `wait` early. If the child still runs, wait again.
await_child() { # COMMAND...
  while :; do
    wait "$child"
    code=$?
    if [ "$code" -le 128 ] || ! kill -0 "$child" 2>/dev/null; then return 0; fi
    ended=$code
    if [ -z "$stopping" ]; then tend_standby "$@"; fi
    code=$ended
  done
}

rest() { # SECONDS, cut short by TERM
  if [ "$1" -eq 0 ]; then return 0; fi
  sleep "$1" &
  pause=$!
  while kill -0 "$pause" 2>/dev/null; do
    if [ -n "$stopping" ]; then kill "$pause" 2>/dev/null; fi
    wait "$pause"
  done
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
trap : USR1 # it ends `wait` early
trap '' HUP
cd "$home" || exit 1
rm -f "$home/$name.failed" "$home/$name.restarts" "$home/$name".standby.*
rotate
note "$name.supervisor" "$$"
watch_over "$@" &
watch=$!

delay=0
restarts=0
outcome=0
calm_seconds=$standby_after_seconds
standby_since=0
standby_delay=0
standby_not_before=0
# Without its directory nobody could find or stop it.
while [ -z "$stopping" ] && [ -d "$home" ]; do
  since=$(date +%s)
  if [ -z "$child" ]; then
    write_flags "$name"
    run "$name" "$@" >>"$log" 2>&1 </dev/null &
    child=$!
    note "$name" "$child"
  fi
  if [ -n "$stopping" ]; then kill -TERM "$child" 2>/dev/null; fi
  await_child "$@"
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
  choose_calm
  if promote_standby; then
    say "$name ended with $code after $ran s; its standby $child took over"
    kill -USR1 "$watch" 2>/dev/null
  else
    say "$name ended with $code after $ran s; restarting it in $delay s"
    rest "$delay"
  fi
  longer
  restarts=$((restarts + 1))
  printf '%s\n' "$restarts" >"$home/$name.restarts"
done

drop_standby
if [ -d "$home/logs" ]; then say "$name was stopped"; fi
kill "$watch" 2>/dev/null
rm -f "$home/$name".standby.*
forget "$name.supervisor"
exit "$outcome"
