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
 * The adapter of one agent program. It has no state, and only {@link #prepare}, {@link #hasConversation} and {@link #copyConversation} touch
 * files. A {@link Transcript} holds what has to be remembered of a stream.
 */
public interface Agent {

    /** The name that users type, such as {@code claude}. */
    String name();

    /** The program to look for on the PATH. */
    String program();

    /** The command that installs the program. */
    String install();

    AgentCommand command(LaunchSpec spec);

    /**
     * Names of the environment variables that this agent gets in addition to those that every agent gets. They depend on
     * the model providers that are switched on and on the user's settings. A name may end in {@code *}.
     */
    default Set<String> inheritedVariables(Map<String, String> environment) {
        return Set.of();
    }

    /**
     * Says why no launch can succeed with this environment, and what to type; empty if nothing is known to be missing.
     */
    default Optional<String> missingSetup(Map<String, String> environment) {
        return Optional.empty();
    }

    /**
     * Names of variables that the user's settings of this agent mention. The user is told which of them it does not get.
     */
    default Set<String> mentionedVariables(Map<String, String> environment) {
        return Set.of();
    }

    /**
     * Writes the files that the command names into the directory of the launch or the run. Call it before each launch,
     * after the directory was made.
     *
     * @param environment the worker's own
     */
    default void prepare(LaunchSpec spec, Map<String, String> environment) throws IOException {}

    /**
     * Tells if a conversation of an earlier run can still be resumed, as far as its files show.
     *
     * @param run directory of the run that had the conversation
     */
    default boolean hasConversation(String conversation, Path run, Map<String, String> environment) throws IOException {
        return true;
    }

    /**
     * Copies the conversation that is about to be resumed from the run that had it, in this session or an earlier one.
     * Call it after {@link #prepare}.
     */
    default void copyConversation(LaunchSpec spec, Path earlierRun) throws IOException {}

    /** Tells if the program holds the model to a JSON schema. If not, the prompt describes the answer in words. */
    default boolean takesSchema() {
        return false;
    }

    /** Escapes what the program would take for commands of its own. */
    default String prompt(String text) {
        return text;
    }

    /** Says why the program takes no prompt of this length, if that is known beforehand. */
    default Optional<String> refusePrompt(long characters) {
        return Optional.empty();
    }

    /**
     * Reads one line, a JSON object. It never throws, and returns at least one draft; the data of the first is the whole
     * line.
     */
    LineReading read(JsonNode line, Transcript before);

    /** Tells if the launch succeeded, by its final event and its exit and never by a word in a text. */
    LaunchVerdict judge(Transcript transcript, LaunchExit exit);

    /** Commands that still ran at the end of the turn and that the program killed, in words. */
    default List<String> killedCommands(Transcript transcript) {
        return List.of();
    }

    /** Arguments that make the program print its version; empty if it has none. */
    default List<String> versionArguments() {
        return List.of("--version");
    }

    /** The version that this adapter was tested with. Other versions are used too, with a notice. */
    default String testedVersion() {
        return "";
    }

    /**
     * What this launch alone has used.
     *
     * @param others transcripts of the agent's other launches in the session, in any run
     */
    default Usage used(Transcript launch, List<Transcript> others) {
        return launch.used();
    }

    /** The signal that asks this program to finish. */
    String gentleSignal();
}
