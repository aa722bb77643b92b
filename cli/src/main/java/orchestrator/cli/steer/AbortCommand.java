package orchestrator.cli.steer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import orchestrator.cli.call.ApiClient;
import orchestrator.cli.call.StatePoll;
import orchestrator.cli.connect.ApiAccess;
import orchestrator.cli.connect.SessionChoice;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.output.CommandException;
import orchestrator.cli.output.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "abort",
        description = "End one agent of a session and give its assignment to another.",
        customSynopsis = {
            "orchestrate abort AGENT [ID] [--reason=TEXT] [--json]",
            "       orchestrate abort [ID] --agent=AGENT [--reason=TEXT] [--json]"
        })
public final class AbortCommand extends SteeringCommand {
    @Nullable
    @Option(names = "--agent", paramLabel = "AGENT", description = "The agent or its run, such as claude or claude-1.")
    private String agent;

    @Parameters(
            arity = "0..2",
            paramLabel = "AGENT [ID]",
            description = "The agent or its run, such as claude or claude-1; the session's id may be left out if"
                    + " exactly one session is open.")
    private List<String> words = List.of();

    @Mixin
    private final SteerOptions options = new SteerOptions();

    public AbortCommand(CommandCaller caller) {
        super(caller);
    }

    @Override
    public Integer call() {
        List<String> rest = new ArrayList<>(words);
        @Nullable String named = agent != null || rest.isEmpty() ? agent : rest.remove(0);
        if (rest.size() > 1) {
            throw CommandException.badInput(
                    "one argument too many: `" + rest.get(1) + "`.",
                    "Write it like this:  orchestrate abort claude ID");
        }
        ApiClient api = ApiAccess.to(caller);
        String id = new SessionChoice(api).open(rest.isEmpty() ? null : rest.get(0));
        if (named == null || named.isBlank()) throw whichAgent(api, id);
        JsonNode answer = ask(api, id, "agents/" + ApiClient.segment(named) + "/abort", options.body());
        printOutcome(answer, "Aborting " + named + " in " + id + "; another agent takes over its assignment.");
        return ExitCode.DONE;
    }

    private static CommandException whichAgent(ApiClient api, String id) {
        List<String> atWork = new ArrayList<>();
        for (JsonNode assignment : api.get(StatePoll.path(id)).path("assignments")) {
            String status = assignment.path("status").asText();
            if (status.equals("running") || status.equals("needs_you")) {
                atWork.add("orchestrate abort " + assignment.path("run").asText() + " " + id);
            }
        }
        return CommandException.badInput(
                atWork.isEmpty()
                        ? "no agent of " + id + " is working; there is nothing to abort."
                        : "name the agent to abort; these are working:",
                atWork.toArray(String[]::new));
    }
}
