#!/bin/sh
# Asks the worker's guard about one tool call of an agent, before the agent runs it.
#
#   guard.sh LAUNCH SOCKETS CURL CAT SLEEP < call.json
#
# LAUNCH is the launch's guard directory; the file `request` in it has curl's options and the secret. SOCKETS is the
# directory of the worker's socket. Ends with 0 and prints nothing if the call may run, else with 2 and the reason on
# stderr. The agents take 2 for a veto and any other failure for consent, so this script may end in no other way.
trap 'code=$?; [ "$code" -eq 0 ] || exit 2' EXIT
trap 'exit 2' HUP INT QUIT TERM PIPE
launch=${1-} sockets=${2-} curl=${3-} cat=${4-} sleep=${5-}

# The agent itself gives a hook 700 s and then runs the call. Hence the limit, from the first moment.
seconds_max=600

# Seconds that never go back where the system has them.
now() {
  if { read -r now _ </proc/uptime; } 2>/dev/null; then now=${now%%.*}; else now=$(/bin/date +%s); fi
}

# The guard cannot be asked: the call must not run.
down() {
  { printf '%s\n' "$1" >>"$launch/down"; } 2>/dev/null
  printf '%s\n' "The orchestrator's guard is down, so this call was denied: $1. Try again later; if it stays so, say so in a line that begins with BLOCKER:" >&2
  exit 2
}

now
began=$now
[ -r "$launch/request" ] || down "its settings are missing"
[ -x "$curl" ] || down "the program curl is missing"
cd "$sockets" 2>/dev/null || down "its directory is missing"
call=$("$cat") || down "the call could not be read"

tries=0
while :; do
  # -q first: a .curlrc of the agent's must not count.
  answer=$(printf '%s' "$call" | "$curl" -q -s -f -K "$launch/request" --data-binary @- 2>/dev/null)
  code=$?
  case $code in
  0)
    case $answer in
    allow) exit 0 ;;
    'deny
'*)
      printf '%s\n' "${answer#*
}" >&2
      exit 2
      ;;
    # A person is asked. The worker lets go now and then, so that a worker that hangs is noticed.
    wait) ;;
    *) down "it gave no clear answer" ;;
    esac
    ;;
  # No connection, or one that broke: the worker restarts.
  7 | 52 | 55 | 56) "$sleep" 0.25 || down "the worker does not run" ;;
  22) down "it refused the request" ;;
  28) down "it did not answer in time" ;;
  *) down "curl failed with code $code" ;;
  esac
  tries=$((tries + 1))
  now
  if [ "$tries" -ge 2400 ] || [ $((now - began)) -ge "$seconds_max" ]; then
    down "the worker did not come back within ten minutes"
  fi
done
