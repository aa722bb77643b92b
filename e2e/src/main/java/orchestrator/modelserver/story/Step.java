package orchestrator.modelserver.story;

import java.util.List;

/** One thing the scripted model does in a turn. Texts may contain {cwd}, {role}, {agent} and {run}. */
public sealed interface Step {

    int FOR_EVER = Integer.MAX_VALUE;

    record Say(String text) implements Step {}

    /** A text that arrives in pieces, with a pause before each. */
    record SaySlowly(int pieces, long pauseMillis) implements Step {}

    record Think(String text) implements Step {}

    record Shell(String command) implements Step {}

    record Write(String path, String content) implements Step {}

    /** Reads a file, which Claude Code wants before an edit. */
    record Read(String path) implements Step {}

    /** Replaces one whole line of a file by the command line's own tool. */
    record Edit(String path, String line, String by) implements Step {}

    /** Calls a tool by name, offered or not. */
    record Use(String tool, String json) implements Step {}

    /** JavaScript for Codex's code mode; elsewhere words. */
    record Script(String text) implements Step {}

    record Plan(List<String> items) implements Step {
        public Plan {
            items = List.copyOf(items);
        }
    }

    /** A pause within the response. */
    record Pause(long millis) implements Step {}

    /** A pause before the response starts; only as the first step of a turn. */
    record Late(long millis) implements Step {}

    /** An HTTP error instead of an answer, for the first {@code times} requests of this turn. */
    record Refuse(int status, int times, int retryAfterSeconds) implements Step {}

    /** Breaks the connection in the middle of the answer, for the first {@code times} requests of this turn. */
    record Cut(int times) implements Step {}

    /** Sends nothing more but keeps the connection open. */
    record Hang() implements Step {}

    /** An error within a started stream. */
    record Overload(String message) implements Step {}

    /** A JSON answer, by the command line's tool for it or else as text. */
    record Structured(String json) implements Step {}

    /** One step if the last command has printed these words, else another. */
    record Depending(String printed, Step then, Step otherwise) implements Step {}

    /** Describes the request: number of messages, roles, and the ends of the user's texts. */
    record Echo() implements Step {}

    default boolean needsTool() {
        return this instanceof Shell
                || this instanceof Write
                || this instanceof Read
                || this instanceof Edit
                || this instanceof Use
                || this instanceof Script
                || this instanceof Plan;
    }
}
