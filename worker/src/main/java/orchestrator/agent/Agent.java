package orchestrator.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** One kind of agent. Pure: no state, no I/O; what has to be remembered of a stream is in its {@link Transcript}. */
public interface Agent {

    /** As the user names it, such as {@code claude}. */
    String name();

    /** The program looked for on the PATH. */
    String program();

    /** What to type where it is missing. */
    String install();

    Command command(LaunchSpec spec);

    /**
     * Reads one line, a JSON object; never throws on what it does not know, and answers with at least one draft, whose
     * data is the whole line.
     */
    Reading read(JsonNode line, Transcript before);

    /** Whether the launch succeeded: by its final event and its exit, never by a word in a text. */
    Verdict judge(Transcript transcript, Exit exit);

    /** What makes the program tell its version; empty where it has none to tell. */
    default List<String> versionArguments() {
        return List.of("--version");
    }

    /** The version that this was written against; others are used too, and said. */
    default String testedVersion() {
        return "";
    }

    /** The signal that this agent takes as "please finish". */
    String gentleSignal();
}
