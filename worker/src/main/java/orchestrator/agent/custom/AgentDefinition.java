package orchestrator.agent.custom;

import java.util.List;
import java.util.Set;
import orchestrator.agent.LaunchSpec;
import orchestrator.agent.adapter.FileMentions;
import org.jspecify.annotations.Nullable;

/**
 * A user's own agent, as AGENT-PROTOCOL.md describes it.
 *
 * @param command program and arguments; {@code {directory} {role} {workspace} {conversation} {launch}} are filled in
 * @param resume the same for resuming a conversation; empty if {@code command} does that too
 * @param environment names of variables that it gets in addition to those of every agent
 * @param install the command that installs its program
 * @param fileMentions at signs that its program reads as names of files; null if it reads none
 * @param writable directories in which its program keeps what it must be able to change; {@code ~} is the home
 * @param events rules that translate its events into the protocol's; none if it speaks the protocol
 */
public record AgentDefinition(
        String name,
        List<String> command,
        List<String> resume,
        Set<String> environment,
        String install,
        @Nullable FileMentions fileMentions,
        List<String> writable,
        List<EventRule> events) {

    public AgentDefinition {
        command = List.copyOf(command);
        resume = List.copyOf(resume);
        environment = Set.copyOf(environment);
        writable = List.copyOf(writable);
        events = List.copyOf(events);
        if (command.isEmpty()) throw new IllegalArgumentException("agent `" + name + "` has no command");
    }

    public AgentDefinition(
            String name, List<String> command, List<String> resume, Set<String> environment, String install) {
        this(name, command, resume, environment, install, null, List.of(), List.of());
    }

    /** A project's own definition must not widen what its agent may write. */
    AgentDefinition ofProject() {
        return new AgentDefinition(name, command, resume, environment, install, fileMentions, List.of(), events);
    }

    String prompt(String text) {
        return fileMentions == null ? text : fileMentions.escape(text);
    }

    List<String> argv(LaunchSpec spec) {
        List<String> template = spec.resume() && !resume.isEmpty() ? resume : command;
        return template.stream().map(argument -> filled(argument, spec)).toList();
    }

    private static String filled(String argument, LaunchSpec spec) {
        return argument.replace("{directory}", spec.directory().toString())
                .replace("{role}", spec.role().wire())
                .replace("{workspace}", spec.workspace().toString())
                .replace("{conversation}", spec.conversation())
                .replace("{launch}", Integer.toString(spec.launch()));
    }
}
