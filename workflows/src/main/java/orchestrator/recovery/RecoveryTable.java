package orchestrator.recovery;

import static orchestrator.recovery.Otherwise.ASK;
import static orchestrator.recovery.Otherwise.BLOCKED;
import static orchestrator.recovery.Otherwise.FAIL;
import static orchestrator.recovery.Otherwise.RETRY;

import java.util.EnumMap;
import java.util.Map;
import orchestrator.launch.Cause;
import orchestrator.launch.Remedy;
import org.jspecify.annotations.Nullable;

/** What follows each known cause of a failed launch: the remedy to try once, and what happens if it does not help. */
final class RecoveryTable {
    private static final Map<Cause, Row> ROWS = rows();

    private RecoveryTable() {}

    /**
     * @param remedy null if no change of command or environment can help
     * @param advice what the user can do, with %s for the agent; empty if the reason itself says it
     */
    record Row(@Nullable Remedy remedy, Otherwise otherwise, String advice) {}

    static Row of(Cause cause) {
        return ROWS.get(cause);
    }

    private static Map<Cause, Row> rows() {
        Map<Cause, Row> rows = new EnumMap<>(Cause.class);
        environment(rows);
        conversation(rows);
        vendor(rows);
        program(rows);
        return rows;
    }

    private static void environment(Map<Cause, Row> rows) {
        put(rows, Cause.UNTRUSTED_DIRECTORY, Remedy.TRUST_DIRECTORY, BLOCKED, """
                Start %1$s once by hand in the workspace and trust the directory, then resume.""");
        put(rows, Cause.OUTSIDE_WORKSPACE, Remedy.INCLUDE_DIRECTORIES, BLOCKED, """
                Let it write inside the workspace, or start the session with a workspace that holds those files.""");
        put(rows, Cause.ROOT_REFUSED, Remedy.DECLARE_SANDBOX, BLOCKED, """
                Start the worker as an ordinary user: orchestrate down, and orchestrate up from that user's shell.""");
        put(rows, Cause.HOME_IN_TEMPORARY_DIRECTORY, Remedy.OWN_TEMPORARY_DIRECTORY, BLOCKED, """
                Move the configuration directory of %1$s out of the directory for temporary files, and resume.""");
        put(rows, Cause.GIT_OWNERSHIP, Remedy.SAFE_DIRECTORY, BLOCKED, """
                Give the workspace to the user of the worker (chown -R), or type: git config --global --add \
                safe.directory DIRECTORY. Then resume.""");
        put(rows, Cause.NO_TERMINAL, Remedy.PLAIN_TERMINAL, ASK, """
                Start %1$s once by hand in a terminal and answer what it asks, then resume.""");
        put(rows, Cause.HOME_NOT_WRITABLE, null, BLOCKED, """
                Make the configuration directory of %1$s (usually ~/.%1$s) writable for the user of the worker: chown \
                -R "$(id -un)" ~/.%1$s. Then resume.""");
        put(rows, Cause.PERMISSION_DENIED, null, BLOCKED, """
                Give the user of the worker the right to this file, then resume.""");
        put(rows, Cause.DISK_FULL, null, BLOCKED, """
                Make room on the disk (df -h shows which is full), then resume.""");
    }

    private static void conversation(Map<Cause, Row> rows) {
        put(rows, Cause.CONVERSATION_IN_USE, Remedy.NEW_CONVERSATION, ASK, """
                Something else uses the conversations of %1$s here: end it, then resume.""");
        put(rows, Cause.CONVERSATION_LOST, Remedy.NEW_CONVERSATION, RETRY, "");
        put(rows, Cause.CONTEXT_TOO_LONG, Remedy.NEW_CONVERSATION, FAIL, "");
        put(rows, Cause.REQUEST_REFUSED, Remedy.NEW_CONVERSATION, FAIL, "");
        put(rows, Cause.PROMPT_TOO_LONG, null, FAIL, "Shorten the prompt, or split the task.");
        put(rows, Cause.PROMPT_NOT_READ, null, ASK, """
                Is %1$s on the PATH a script that adds arguments? One of them takes the prompt for its own value. Put \
                the original program on the PATH, then resume.""");
        put(rows, Cause.STALLED, null, RETRY, "");
    }

    private static void vendor(Map<Cause, Row> rows) {
        put(rows, Cause.KEY_REFUSED, null, FAIL, "");
        put(rows, Cause.PAYMENT, null, FAIL, "");
        put(rows, Cause.USAGE_LIMIT, null, RETRY, "");
        put(rows, Cause.TOO_FAST, null, RETRY, "");
        put(rows, Cause.SERVER, null, RETRY, "");
        put(rows, Cause.CUT_STREAM, null, RETRY, "");
        put(rows, Cause.MODEL_UNKNOWN, null, FAIL, "");
    }

    private static void program(Map<Cause, Row> rows) {
        put(rows, Cause.WRONG_ARGUMENTS, null, FAIL, """
                Install a version of %1$s that was tested; orchestrate doctor names it.""");
        put(rows, Cause.SETTINGS_BROKEN, null, FAIL, """
                Mend the settings file that it names.""");
        put(rows, Cause.PROGRAM_MISSING, null, FAIL, """
                Install %1$s again; orchestrate doctor says how.""");
        put(rows, Cause.NODE_TOO_OLD, null, FAIL, """
                Install Node.js 20 or newer, and start the worker from a shell that finds it: orchestrate down, then \
                orchestrate up.""");
    }

    private static void put(
            Map<Cause, Row> rows, Cause cause, @Nullable Remedy remedy, Otherwise otherwise, String advice) {
        rows.put(cause, new Row(remedy, otherwise, advice));
    }
}
