package orchestrator.cli.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.input.HelpOption;
import orchestrator.cli.input.JsonOption;
import orchestrator.cli.input.TargetDirectory;
import orchestrator.cli.input.UpOptions;
import orchestrator.cli.output.CommandException;
import orchestrator.cli.steer.SteerOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "run", description = "Start a session and show it until it is over.")
public final class RunCommand implements Callable<Integer> {
    private final CommandCaller caller;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Mixin
    private final SessionOptions options = new SessionOptions();

    @Mixin
    private final WatchOptions watch = new WatchOptions();

    @Mixin
    private final UpOptions up = new UpOptions();

    @Mixin
    private final PromptSource source = new PromptSource();

    @Mixin
    private final TemplateOption template = new TemplateOption();

    @Nullable
    @Option(names = "--target", paramLabel = "DIR", description = "Where to work (default: here).")
    private String target;

    @Nullable
    @Option(names = "--workspace", paramLabel = "DIR", description = "Directory for the agents' checkouts.")
    private String workspace;

    @Nullable
    @Option(
            names = "--agents",
            paramLabel = "A,B",
            description = "Which agents, such as claude,codex (default: all that are installed).")
    private String agents;

    @Mixin
    private final RoleOption roles = new RoleOption();

    @Mixin
    private final TeamOptions team = new TeamOptions();

    @Nullable
    @Option(
            names = "--resume",
            paramLabel = "ID",
            arity = "0..1",
            fallbackValue = "",
            description = "Resume this session instead of starting one, as `orchestrate resume ID` does.")
    private String resume;

    public RunCommand(CommandCaller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() {
        options.check();
        if (resume != null) return resume(resume);
        Path directory = TargetDirectory.check(caller, target == null ? "." : target, "the target");
        ObjectNode typed = JsonNodeFactory.instance.objectNode();
        addTo(typed);
        ObjectNode request = TemplateOption.merge(template.request(caller, directory), typed);
        String prompt = source.prompt(caller, request.path("prompt").asText(""));
        request.put("prompt", prompt).put("target", directory.toString());
        List<Path> named = workspace == null ? List.of(directory) : List.of(directory, workspace());
        return new NewSession(caller, options, watch, json.wanted).run(request, named, up.request(caller));
    }

    private Path workspace() {
        return TargetDirectory.check(caller, Objects.requireNonNull(workspace), "the workspace");
    }

    private void addTo(ObjectNode request) {
        if (workspace != null) {
            request.put("workspace", workspace().toString());
        }
        List<String> named = SessionOptions.names(agents);
        if (!named.isEmpty()) named.forEach(request.putArray("agents")::add);
        roles.addTo(request);
        team.addTo(request);
    }

    /** Options for a new session make no sense for an existing one. */
    private int resume(String id) {
        String form = "Write it like this:  orchestrate resume " + (id.isEmpty() ? "ID" : id);
        if (!source.words.isEmpty() || source.issue != null || template.name != null) {
            throw CommandException.badInput(
                    "a resumed session has its prompt already; `--resume` takes none, and no --issue or --template.",
                    form);
        }
        if (target != null || workspace != null || options.sessionId != null) {
            throw CommandException.badInput(
                    "a resumed session stays where it was: `--resume` takes no --target, --workspace or --session-id.",
                    form);
        }
        ObjectNode changes = JsonNodeFactory.instance.objectNode();
        addTo(changes);
        if (options.runMinutes != null) changes.put("runMinutes", options.runMinutes);
        return new Resumption(caller, watch, new SteerOptions(), json.wanted)
                .run(id.isEmpty() ? null : id, changes, up.request(caller));
    }
}
