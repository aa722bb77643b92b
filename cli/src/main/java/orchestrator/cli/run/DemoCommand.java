package orchestrator.cli.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import orchestrator.cli.demo.DemoProject;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.input.HelpOption;
import orchestrator.cli.input.JsonOption;
import orchestrator.cli.input.UpOptions;
import orchestrator.cli.output.ExitCode;
import orchestrator.cli.result.SessionResults;
import orchestrator.session.SessionState;
import orchestrator.settlement.MergeMode;
import orchestrator.settlement.MergeOptions;
import orchestrator.settlement.PublishOptions;
import orchestrator.settlement.SettlementRequest.Kind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "demo",
        description =
                "Watch a session with scripted agents, which need no API key and no network, in a scratch project: plan, work,"
                        + " review, fix, checks, and a merge, which the demo runs by itself.")
public final class DemoCommand implements Callable<Integer> {
    /** The scripted agents: architect, implementer and reviewer. */
    static final List<String> CREW = List.of("demo-planner", "demo-builder", "demo-checker");

    private static final String PROMPT = "Write greet.sh, which greets and has a --json flag, and a test for it.";
    private static final String CHECKS = "sh test.sh";
    private static final int LOOKED_THROUGH_MAX = 100;

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
    private final TeamOptions team = new TeamOptions();

    @Mixin
    private final UpOptions up = new UpOptions();

    public DemoCommand(CommandCaller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() {
        options.check();
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("prompt", PROMPT).put("verify", CHECKS);
        CREW.forEach(request.putArray("agents")::add);
        team.addTo(request);
        DemoProject project = DemoProject.make(caller.home());
        request.put("target", project.directory().toString());
        int exitCode = new NewSession(caller, options, watch, json.wanted)
                .run(request, List.of(project.directory()), up.request(caller));
        if (watch.detach) return exitCode;
        PrintStream out = json.wanted ? caller.err() : caller.out();
        if (exitCode == ExitCode.DONE) merge(project, out);
        printCommands(project, out);
        return exitCode;
    }

    /** Merges as {@code orchestrate merge} does, unless the agents worked in the project itself. */
    private void merge(DemoProject project, PrintStream out) {
        try (SessionResults results = SessionResults.open(caller)) {
            SessionState state = results.store().archive().sessions(LOOKED_THROUGH_MAX).stream()
                    .filter(session ->
                            session.target().equals(project.directory().toString()))
                    .findFirst()
                    .orElseThrow();
            if (!results.checkouts().isPending(state.key())) return;
            out.println("  $ orchestrate merge " + state.session());
            MergeOptions options = new MergeOptions(MergeMode.SQUASH, "", false, false, PROMPT);
            results.settled(SessionResults.request(Kind.MERGE, state, options, PublishOptions.USUAL))
                    .forEach(line -> out.println("  " + line));
            out.println("  $ git log --oneline");
            project.history().forEach(line -> out.println("  " + line));
        }
    }

    private static void printCommands(DemoProject project, PrintStream out) {
        out.println("  files:    " + project.directory());
        project.files().forEach(file -> out.println("              " + file));
        out.println("  This needed no API key. With real agents:  orchestrate \"what to do\" --target DIR");
    }
}
