package orchestrator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import orchestrator.cli.call.Api;
import orchestrator.cli.call.Sessions;
import orchestrator.cli.call.StatePoll;
import orchestrator.cli.say.ExitCode;
import orchestrator.cli.say.Refusal;
import orchestrator.cli.start.UpRequest;
import orchestrator.home.Trust;
import org.jspecify.annotations.Nullable;

/** Lets a session go on: one that stands still where it is, one that is over as a new execution, which is shown. */
final class Resumption {
    private final Caller caller;
    private final WatchOptions watch;
    private final SteerOptions steer;
    private final boolean json;

    Resumption(Caller caller, WatchOptions watch, SteerOptions steer, boolean json) {
        this.caller = caller;
        this.watch = watch;
        this.steer = steer;
        this.json = json;
    }

    /** @param changes what a session that is over is asked for beside what it was asked for before */
    int run(@Nullable String named, ObjectNode changes, UpRequest up) {
        Start start = Start.whatIsMissing(caller, up);
        String id = new Sessions(start.api()).standingStill(named);
        JsonNode state = start.api().get(StatePoll.path(id));
        if (Sessions.isResumable(state)) trust(start, state);
        ObjectNode body = steer.body();
        if (!changes.isEmpty()) body.set("request", changes);
        JsonNode answer = ask(start.api(), id, body, Sessions.isOpen(state));
        boolean wentOn = answer.has("phase");
        if (!wentOn) return new Watching(caller, watch, json).run(start, answer);
        SteeringCommand.tell(caller, json, answer, "Resumed " + id + ". Watch it:  orchestrate attach " + id);
        return ExitCode.DONE;
    }

    private static JsonNode ask(Api api, String id, ObjectNode body, boolean open) {
        try {
            return SteeringCommand.ask(api, id, "resume", body);
        } catch (Refusal refused) {
            throw open ? refused.with("Watch it:  orchestrate attach " + id) : refused;
        }
    }

    /** Whoever resumes a session here means its target, as if it had been typed. */
    private void trust(Start start, JsonNode state) {
        String what = "the target of " + state.path("session").asText();
        Path target = Target.check(caller, state.path("target").asText(), what);
        Trust.of(start.home()).add(target);
    }
}
