package orchestrator.agent;

import com.fasterxml.jackson.databind.JsonNode;

/** One kind of agent. Pure: no state, no I/O; what has to be remembered of a stream is in its {@link Transcript}. */
public interface Agent {

    /** As the user names it, such as {@code claude}. */
    String name();

    /** The program looked for on the PATH. */
    String program();

    /** What to type where it is missing. */
    String install();

    Command command(LaunchSpec spec);

    /** Reads one line of JSON; never throws on what it does not know, and answers with at least one draft. */
    Reading read(JsonNode line, Transcript before);

    /** Whether the launch succeeded: by its final event and its exit, never by a word in a text. */
    Verdict judge(Transcript transcript, Exit exit);

    /** The signal that this agent takes as "please finish". */
    String gentleSignal();
}
