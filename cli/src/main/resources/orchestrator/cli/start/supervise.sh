#!/bin/sh
# supervise.sh NAME HOME COMMAND [ARGUMENT]...
# Keeps COMMAND running until TERM comes, which it passes on. HOME/NAME.pid is the command's pid, for people;
# HOME/NAME.started says "pid start-time", so that a recycled pid is never taken for it.
set -u

name=$1 home=$2
shift 2
log=$home/logs/$name.log
log_bytes_max=${ORCHESTRATOR_LOG_BYTES_MAX:-10000000}
rotate_every_seconds=30
healthy_after_seconds=60
delay_seconds_max=30
exit_misconfigured=4

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

watch_log() {
  nap=''
  trap 'kill "$nap" 2>/dev/null; exit 0' TERM
  while kill -0 "$$" 2>/dev/null; do
    rotate
    sleep "$rotate_every_seconds" &
    nap=$!
    wait "$nap"
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
watch_log &
watch=$!

delay=0
restarts=0
outcome=0
# Without its directory nobody could find it, let alone stop it.
while [ -z "$stopping" ] && [ -d "$home" ]; do
  since=$(date +%s)
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
