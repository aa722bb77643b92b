package orchestrator.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import orchestrator.cli.say.Refusal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "run", description = "Start a session, and show it until it is over.")
final class RunCommand implements Callable<Integer> {
    private final Caller caller;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Mixin
    private final SessionOptions options = new SessionOptions();

    @Mixin
    private final UpOptions up = new UpOptions();

    @Parameters(
            paramLabel = "PROMPT",
            arity = "0..*",
            description = "What to do; `-` reads it from the standard input.")
    private List<String> words = List.of();

    @Option(names = "--target", paramLabel = "DIR", defaultValue = ".", description = "Where to work (default: here).")
    private String target = ".";

    @Nullable
    @Option(names = "--workspace", paramLabel = "DIR", description = "Directory for the agents' checkouts.")
    private String workspace;

    @Nullable
    @Option(
            names = "--agents",
            paramLabel = "A,B",
            description = "Which agents, such as claude,codex (default: all found).")
    private String agents;

    @Mixin
    private final RoleOption roles = new RoleOption();

    @Option(names = "--resume", hidden = true, description = "Not possible yet.")
    private boolean resume;

    RunCommand(Caller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() {
        if (resume) throw notYet();
        options.check();
        String prompt = Prompt.of(words, caller.in());
        Path directory = Target.check(caller, target, "the target");
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("prompt", prompt).put("target", directory.toString());
        if (workspace != null) {
            request.put(
                    "workspace",
                    Target.check(caller, workspace, "the workspace").toString());
        }
        SessionOptions.names(agents).forEach(request.withArray("agents")::add);
        roles.addTo(request);
        return new SessionStart(caller, options, json.wanted).run(request, directory, up.request(caller));
    }

    private static Refusal notYet() {
        return Refusal.badInput(
                "a session that is over cannot be resumed yet.",
                "One that is open goes on by itself; watch it:  orchestrate attach ID",
                "To go on with an earlier one's work, start a new session on the same target and say so in the prompt.");
    }
}
