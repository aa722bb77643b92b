package orchestrator.harness;

/**
 * A shell script that imitates Claude Code: it accepts the arguments, reports the version, and prints the same kind of
 * stream around a test's own commands, which may use {@code $SESSION}, {@code $ROLE}, {@code say TEXT},
 * {@code guard TOOL INPUT} to ask the guard's hook about a call, and {@code finish}.
 */
public final class FakeClaude {

    private static final String SCRIPT = """
            #!/bin/sh
            SESSION=none CALLS=0
            while [ $# -gt 0 ]; do
              case $1 in
              --version) echo '2.1.197 (Claude Code)'; exit 0 ;;
              --session-id | --resume) SESSION=$2; shift ;;
              --settings) HOOK=$(printf '%%s' "$2" | sed -n 's/.*"command":"\\([^"]*\\)".*/\\1/p'); shift ;;
              esac
              shift
            done
            ROLE=$(sed -n 's/^Role: *//p' | head -n 1)
            say() {
              printf '{"type":"assistant","message":{"id":"m","role":"assistant","content":[{"type":"text","text":"%%s"}]},"session_id":"%%s"}\\n' "$1" "$SESSION"
            }
            finish() {
              printf '{"type":"result","subtype":"success","is_error":false,"result":"done as %%s","stop_reason":"end_turn","session_id":"%%s","num_turns":1,"total_cost_usd":0.01,"usage":{"input_tokens":10,"output_tokens":5}}\\n' "$ROLE" "$SESSION"
            }
            guard() {
              CALLS=$((CALLS + 1))
              printf '{"session_id":"%%s","hook_event_name":"PreToolUse","tool_name":"%%s","tool_input":%%s,"tool_use_id":"call-%%s"}' \\
                "$SESSION" "$1" "$2" "$CALLS" | sh -c "$HOOK"
            }
            printf '{"type":"system","subtype":"init","session_id":"%%s","cwd":"%%s","model":"fake","tools":[]}\\n' "$SESSION" "$PWD"
            %s
            """;

    private FakeClaude() {}

    /** @param body shell commands; without a final {@code finish} the run looks like one that broke off */
    public static String script(String body) {
        return SCRIPT.formatted(body);
    }
}
