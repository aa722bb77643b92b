package orchestrator.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import orchestrator.cli.call.ApiClient;
import orchestrator.cli.call.SessionJson;
import orchestrator.cli.call.StatePoll;
import orchestrator.cli.connect.RunningServices;
import orchestrator.cli.connect.SessionChoice;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.input.TargetDirectory;
import orchestrator.cli.output.CommandException;
import orchestrator.cli.output.ExitCode;
import orchestrator.cli.start.UpRequest;
import orchestrator.cli.steer.SteerOptions;
import orchestrator.cli.steer.SteeringCommand;
import orchestrator.home.Trust;
import org.jspecify.annotations.Nullable;

/** Resumes a session: an open one continues in place, an ended one gets a new execution, which is then shown. */
final class Resumption {
    private final CommandCaller caller;
    private final WatchOptions watch;
    private final SteerOptions steer;
    private final boolean json;

    Resumption(CommandCaller caller, WatchOptions watch, SteerOptions steer, boolean json) {
        this.caller = caller;
        this.watch = watch;
        this.steer = steer;
        this.json = json;
    }

    /** @param changes to the original request, for a session that is over */
    int run(@Nullable String named, ObjectNode changes, UpRequest up) {
        RunningServices start = RunningServices.startMissing(caller, up);
        String id = new SessionChoice(start.api()).pausedOrNeedingYou(named);
        JsonNode state = start.api().get(StatePoll.path(id));
        if (SessionJson.isResumable(state)) trust(start, state);
        ObjectNode body = steer.body();
        if (!changes.isEmpty()) body.set("request", changes);
        JsonNode answer = ask(start.api(), id, body, SessionJson.isOpen(state));
        boolean wentOn = answer.has("phase");
        if (!wentOn) return new NewSessionWatch(caller, watch, json).run(start, answer);
        SteeringCommand.printOutcome(caller, json, answer, "Resumed " + id + ". Watch it:  orchestrate attach " + id);
        return ExitCode.DONE;
    }

    private static JsonNode ask(ApiClient api, String id, ObjectNode body, boolean open) {
        try {
            return SteeringCommand.ask(api, id, "resume", body);
        } catch (CommandException refused) {
            throw open ? refused.with("Watch it:  orchestrate attach " + id) : refused;
        }
    }

    /** To resume a session here is to trust its target, as if the user had typed it. */
    private void trust(RunningServices start, JsonNode state) {
        String what = "the target of " + state.path("session").asText();
        Path target = TargetDirectory.check(caller, state.path("target").asText(), what);
        Trust.of(start.home()).add(target);
    }
}
