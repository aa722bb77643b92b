package orchestrator.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import orchestrator.launch.Usage;

/**
 * One kind of agent. Pure but for {@link #prepare}: no state, no I/O; what has to be remembered of a stream is in its
 * {@link Transcript}.
 */
public interface Agent {

    /** As the user names it, such as {@code claude}. */
    String name();

    /** The program looked for on the PATH. */
    String program();

    /** What to type where it is missing. */
    String install();

    AgentCommand command(LaunchSpec spec);

    /**
     * Names of all that it gets of the worker's environment beside the common: by its kind, by what is switched on there,
     * and by its own settings. One that ends in {@code *} stands for all that begin so.
     */
    default Set<String> inherits(Map<String, String> environment) {
        return Set.of();
    }

    /** Why no launch can succeed with this environment, and what to type; empty where nothing is known to be missing. */
    default Optional<String> lacks(Map<String, String> environment) {
        return Optional.empty();
    }

    /** Names that its own settings mention; those that it does not get are said. */
    default Set<String> mentions(Map<String, String> environment) {
        return Set.of();
    }

    /**
     * Puts in place what the command names beside the program: files in the launch's or the run's directory. To be called
     * before each launch, after the directory was made.
     *
     * @param environment the worker's own
     */
    default void prepare(LaunchSpec spec, Map<String, String> environment) throws IOException {}

    /**
     * Whether a conversation of an earlier run can still be resumed, as far as that can be seen.
     *
     * @param run directory of the run that had it
     */
    default boolean keeps(String conversation, Path run, Map<String, String> environment) throws IOException {
        return true;
    }

    /**
     * Takes over what the conversation to be resumed needs from the run that had it, of this session or an earlier one; to
     * be called after {@link #prepare}.
     */
    default void adopt(LaunchSpec spec, Path earlierRun) throws IOException {}

    /** Whether its program holds the model to the schema of a launch; where not, the prompt asks for the form in words. */
    default boolean takesSchema() {
        return false;
    }

    /** The prompt in the form in which its program takes it for a text, and not in part for commands of its own. */
    default String prompt(String text) {
        return text;
    }

    /** Why a prompt of this length cannot be given to it, where that is known before it is tried. */
    default Optional<String> refusePrompt(long characters) {
        return Optional.empty();
    }

    /**
     * Reads one line, a JSON object; never throws on what it does not know, and answers with at least one draft, whose
     * data is the whole line.
     */
    LineReading read(JsonNode line, Transcript before);

    /** Whether the launch succeeded: by its final event and its exit, never by a word in a text. */
    LaunchVerdict judge(Transcript transcript, LaunchExit exit);

    /** Commands that still ran when its turn was over, and that its program has ended itself, in words. */
    default List<String> cutShort(Transcript transcript) {
        return List.of();
    }

    /** What makes the program tell its version; empty where it has none to tell. */
    default List<String> versionArguments() {
        return List.of("--version");
    }

    /** The version that this was written against; others are used too, and said. */
    default String testedVersion() {
        return "";
    }

    /**
     * What this launch alone has used.
     *
     * @param others the transcripts of the agent's other launches in the session, also in other runs
     */
    default Usage used(Transcript launch, List<Transcript> others) {
        return launch.used();
    }

    /** The signal that this agent takes as "please finish". */
    String gentleSignal();
}
