package orchestrator.guard.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import orchestrator.event.ToolCall;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.record.GuardJournal;
import orchestrator.guard.record.GuardLog;
import orchestrator.guard.record.GuardedCalls;
import orchestrator.guard.server.CallJudge.Judged;
import orchestrator.identity.LaunchId;
import orchestrator.json.Json;
import orchestrator.launch.GuardRecord.Kind;
import orchestrator.launcher.HostContext;
import orchestrator.process.LaunchDirectory;

/** Takes one call after the other: judges it, records what is worth it, and has the answer for the hook. */
public final class CallDesk {
    static final String PAUSED = "The session is being paused, so this call was denied. Make it again: it will be"
            + " looked at when the session continues.";

    private final HostContext host;
    private final CallJudge judge;
    private final GuardJournal journal;
    private final Questions questions;
    private final BlockedAttempts attempts;
    private final Executor executor;

    /** @param executor bounded: it refuses calls rather than keep many of them waiting */
    public CallDesk(HostContext host, CallJudge judge, Questions questions, Executor executor) {
        this.host = host;
        this.judge = judge;
        this.questions = questions;
        this.executor = executor;
        journal = new GuardJournal(host.events(), host.clock());
        attempts = new BlockedAttempts(host, executor);
    }

    CompletableFuture<HookAnswer> answer(LaunchId launch, String body) {
        return CompletableFuture.supplyAsync(() -> look(launch, body), executor).thenCompose(answer -> answer);
    }

    /** Somebody gave this launch's name with a wrong secret, so its own hook may not get through either. */
    void refused(LaunchId launch) {
        executor.execute(() -> {
            LaunchDirectory directory = host.launches().directory(launch);
            GuardLog log = new GuardLog(directory.path());
            boolean isKnown = directory.claimed() && !directory.isSettled();
            if (!isKnown || log.has(Kind.DOWN)) return;
            String reason = "A call came with a wrong secret and was denied.";
            journal.write(launch, log, GuardLog.Finding.plain(Kind.DOWN, "", "", "wrong-secret", reason, ""));
        });
    }

    private CompletableFuture<HookAnswer> look(LaunchId launch, String body) {
        LaunchDirectory directory = host.launches().directory(launch);
        if (!directory.claimed() || directory.isSettled()) return denied("This run has ended.");
        if (directory.endReason().isPresent()) return denied("This run is being stopped.");
        if (directory.isPaused()) return denied(PAUSED);
        JsonNode hook = parse(body);
        Judged judged = judge.judge(launch, hook);
        return decided(launch, directory, judged).thenApply(answer -> {
            boolean isChange = judged.call().kind().isCommandOrChange();
            if (isChange && answer.equals(HookAnswer.ALLOW)) new GuardedCalls(directory.path()).add();
            return answer;
        });
    }

    private CompletableFuture<HookAnswer> decided(LaunchId launch, LaunchDirectory directory, Judged judged) {
        GuardDecision decision = judged.decision();
        return switch (decision.verdict()) {
            case ALLOW -> CompletableFuture.completedFuture(HookAnswer.ALLOW);
            case WATCH -> {
                write(launch, directory, Kind.WATCHED, judged);
                yield CompletableFuture.completedFuture(HookAnswer.ALLOW);
            }
            case ASK -> questions.ask(launch, directory, judged);
            case DENY -> {
                write(launch, directory, Kind.DENIED, judged);
                attempts.stopIfRepeated(launch, directory);
                yield denied(decision.reason());
            }
        };
    }

    private static CompletableFuture<HookAnswer> denied(String reason) {
        return CompletableFuture.completedFuture(HookAnswer.deny(reason));
    }

    private void write(LaunchId launch, LaunchDirectory directory, Kind kind, Judged judged) {
        journal.write(
                launch,
                new GuardLog(directory.path()),
                finding(kind, judged, judged.decision().reason()));
    }

    static GuardLog.Finding finding(Kind kind, Judged judged, String reason) {
        ToolCall call = judged.call();
        String subject = call.command().isEmpty() ? call.subject() : call.command();
        return GuardLog.Finding.plain(
                kind, call.name(), subject, judged.decision().rule(), reason, CallName.of(call));
    }

    /** What is no JSON object is judged as an empty one, which no tool sends. */
    private static JsonNode parse(String body) {
        try {
            JsonNode json = Json.MAPPER.readTree(body);
            return json != null && json.isObject() ? json : Json.MAPPER.createObjectNode();
        } catch (JsonProcessingException e) {
            return Json.MAPPER.createObjectNode();
        }
    }
}
