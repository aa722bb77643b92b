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
 * The adapter of one agent program. It has no state, and only {@link #prepare}, {@link #hasConversation} and {@link
 * #copyConversation} touch files. A {@link Transcript} holds everything that is remembered about a stream.
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
     * Names of the environment variables that this agent gets in addition to those that every agent gets. They depend
     * on the enabled model providers and on the user's settings. A name may end in {@code *}.
     */
    default Set<String> inheritedVariables(Map<String, String> environment) {
        return Set.of();
    }

    /**
     * The reason why no launch can succeed with this environment, and the command to type; empty if nothing seems to be
     * missing.
     */
    default Optional<String> missingSetup(Map<String, String> environment) {
        return Optional.empty();
    }

    /** The program's own configuration directory, which it writes to; empty if it has none, or one per run. */
    default Optional<Path> configuration(Map<String, String> environment) {
        return Optional.empty();
    }

    /** What the user should know about their settings before a run, each in one sentence with what to do. */
    default List<String> advice(Map<String, String> environment) {
        return List.of();
    }

    /**
     * Names of variables that the user's settings for this agent mention, so that {@code doctor} can report those that
     * the agent does not get.
     */
    default Set<String> mentionedVariables(Map<String, String> environment) {
        return Set.of();
    }

    /** True if the program can be made to ask a {@link GuardHook} before each tool call. */
    default boolean takesGuardHook() {
        return false;
    }

    /**
     * Writes the files that the command refers to into the directory of the launch or the run. Call it before each
     * launch, once the directory exists.
     *
     * @param environment the worker's own
     */
    default void prepare(LaunchSpec spec, Map<String, String> environment) throws IOException {}

    /** What its program must be able to read and change outside of the workspace. */
    default AgentState state(LaunchSpec spec, Map<String, String> environment) {
        return AgentState.NONE;
    }

    /**
     * True if a conversation of an earlier run can still be resumed, as far as its files show.
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

    /** True if the program puts its read-only runs into a sandbox of its own. */
    default boolean confinesReadOnlyRuns() {
        return false;
    }

    /** True if the program can enforce a JSON schema. If not, the prompt describes the answer in words. */
    default boolean takesSchema() {
        return false;
    }

    /** Escapes text that the program would interpret as its own commands. */
    default String prompt(String text) {
        return text;
    }

    /** The reason why the program cannot take a prompt of this length, if that is known in advance. */
    default Optional<String> refusePrompt(long characters) {
        return Optional.empty();
    }

    /**
     * Reads one line, a JSON object. Never throws, and returns at least one draft; the first one has the whole line as
     * data.
     */
    LineReading read(JsonNode line, Transcript before);

    /** Judges if the launch succeeded, by its final event and its exit, never by the words of a message. */
    LaunchVerdict judge(Transcript transcript, LaunchExit exit);

    /**
     * What the program says on stderr about a request that it is about to repeat, for programs that print nothing on
     * stdout meanwhile; empty if this line is about something else.
     */
    default Optional<String> retry(String stderrLine) {
        return Optional.empty();
    }

    /** Describes commands that were still running at the end of the turn and that the program killed. */
    default List<String> killedCommands(Transcript transcript) {
        return List.of();
    }

    /** Arguments that make the program print its version; empty if there are none. */
    default List<String> versionArguments() {
        return List.of("--version");
    }

    /** The version that this adapter was tested with. Other versions are used too, with a notice. */
    default String testedVersion() {
        return "";
    }

    /**
     * The usage of this launch alone.
     *
     * @param others transcripts of the agent's other launches in the session, in any run
     */
    default Usage used(Transcript launch, List<Transcript> others) {
        return launch.used();
    }

    /** The signal that asks this program to finish. */
    String gentleSignal();
}
