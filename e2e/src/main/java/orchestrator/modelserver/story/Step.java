package orchestrator.modelserver.story;

import java.util.List;

/** One thing the scripted model does in a turn. Texts may hold {cwd}, {role}, {agent} and {run}. */
public sealed interface Step {

    int FOR_EVER = Integer.MAX_VALUE;

    record Say(String text) implements Step {}

    /** A text that arrives in pieces, with a pause before each. */
    record SaySlowly(int pieces, long pauseMillis) implements Step {}

    record Think(String text) implements Step {}

    record Shell(String command) implements Step {}

    record Write(String path, String content) implements Step {}

    /** A tool by its own name, whether it is offered or not. */
    record Use(String tool, String json) implements Step {}

    record Plan(List<String> items) implements Step {
        public Plan {
            items = List.copyOf(items);
        }
    }

    /** Nothing for a while, with the response already begun. */
    record Pause(long millis) implements Step {}

    /** Nothing for a while, not even the beginning of a response; only as the first step of a turn. */
    record Late(long millis) implements Step {}

    /** An HTTP error instead of an answer, for the first {@code times} requests of this turn. */
    record Refuse(int status, int times, int retryAfterSeconds) implements Step {}

    /** The connection breaks in the middle of the answer, for the first {@code times} requests of this turn. */
    record Cut(int times) implements Step {}

    /** Nothing more, with the connection left open. */
    record Hang() implements Step {}

    /** An error inside a stream that began well. */
    record Overload(String message) implements Step {}

    /** A JSON answer: by the tool that the command line offers for it, else as text. */
    record Structured(String json) implements Step {}

    /** One thing where the last command has printed these words, and another where it has not. */
    record Depending(String printed, Step then, Step otherwise) implements Step {}

    /** Says what the model was sent: number of messages, roles, and the ends of the user's texts. */
    record Echo() implements Step {}

    default boolean needsTool() {
        return this instanceof Shell || this instanceof Write || this instanceof Use || this instanceof Plan;
    }
}
