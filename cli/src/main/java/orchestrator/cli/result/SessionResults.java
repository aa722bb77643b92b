package orchestrator.cli.result;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import orchestrator.cli.call.ApiClient;
import orchestrator.cli.call.SessionJson;
import orchestrator.cli.connect.ApiAccess;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.live.DisplayText;
import orchestrator.cli.output.CommandException;
import orchestrator.eventlog.store.EventStore;
import orchestrator.session.SessionState;
import orchestrator.settlement.MergeOptions;
import orchestrator.settlement.PublishOptions;
import orchestrator.settlement.SettlementRequest;
import orchestrator.settlement.SettlementRequest.Kind;
import orchestrator.settling.ResultSettler;
import orchestrator.workspace.Checkouts;
import orchestrator.workspace.PendingResults;
import orchestrator.workspace.request.Refused;
import org.jspecify.annotations.Nullable;

/** The results of sessions, read from the data directory: neither worker nor API need to run. */
public final class SessionResults implements AutoCloseable {
    private static final int CANDIDATES = 5;

    private final CommandCaller caller;
    private final EventStore store;
    private final Checkouts checkouts;

    private SessionResults(CommandCaller caller, EventStore store) {
        this.caller = caller;
        this.store = store;
        this.checkouts = Checkouts.of(caller.home(), store.artifacts(), caller.environment());
    }

    public static SessionResults open(CommandCaller caller) {
        System.setProperty("orchestrate.log", "WARN"); // the command's output is no place for the worker's log
        if (!Files.exists(caller.home().eventLog())) throw none("there are no sessions yet.");
        return new SessionResults(caller, EventStore.open(caller.home().eventStore()));
    }

    public EventStore store() {
        return store;
    }

    public Checkouts checkouts() {
        return checkouts;
    }

    /** Settles the result as the worker does, and prints what was done. */
    void settle(SettlementRequest request) {
        settled(request).forEach(caller.out()::println);
    }

    /** The same; returns what was done, one sentence each. */
    public List<String> settled(SettlementRequest request) {
        ResultSettler settler =
                new ResultSettler(checkouts, store, caller.home(), caller.environment(), Clock.systemUTC());
        try {
            return settler.settle(request).lines().stream()
                    .map(DisplayText::clean)
                    .toList();
        } catch (Refused refused) {
            throw CommandException.failed(String.valueOf(refused.getMessage()));
        }
    }

    /** @return a request of this user */
    public static SettlementRequest request(Kind kind, SessionState state, MergeOptions merge, PublishOptions publish) {
        return new SettlementRequest(kind, state.key(), "", System.getProperty("user.name"), "cli", merge, publish);
    }

    /** The named session, or the newest that had checkouts. */
    SessionState newest(@Nullable String id) {
        if (id != null) return named(id);
        return all(key -> checkouts.isPending(key) || !checkouts.outcome(key).isEmpty()).stream()
                .findFirst()
                .orElseThrow(() -> none("no session has a result from checkouts of its own."));
    }

    /** The named session, or the only one that is over and whose result was neither merged nor discarded. */
    SessionState over(@Nullable String id, String what) {
        SessionState state = id != null ? named(id) : onlyPending(what);
        if (isOpen(state)) {
            throw CommandException.badInput(
                    "session " + state.session() + " is still open ("
                            + state.phase().wire() + "): its result is not" + " complete.",
                    "Watch it until it is over:  orchestrate attach " + state.session(),
                    "Or end it:                  orchestrate stop " + state.session());
        }
        return state;
    }

    private SessionState named(String id) {
        return store.archive()
                .session(id)
                .orElseThrow(() -> none(
                        "there is no session " + id + " in " + caller.home().directory() + "."));
    }

    private SessionState onlyPending(String what) {
        List<SessionState> pending = all(checkouts::isPending);
        if (pending.isEmpty()) throw none("no session has a result to " + what + ".");
        if (pending.size() == 1) return pending.get(0);
        throw CommandException.badInput(
                "several sessions have a result; name one:",
                pending.stream().limit(CANDIDATES).map(SessionResults::row).toArray(String[]::new));
    }

    private static String row(SessionState state) {
        String prompt = state.prompt().lines().findFirst().orElse("");
        return state.session() + "  " + state.inShort() + "  " + DisplayText.clean(prompt);
    }

    /** Newest first, however many sessions have begun since. */
    private List<SessionState> all(Predicate<String> wanted) {
        return PendingResults.keys(caller.home()).stream()
                .filter(wanted)
                .flatMap(key -> store.archive().withKey(key).stream())
                .sorted(Comparator.comparing(SessionState::startedAt).reversed())
                .toList();
    }

    /** If the session was ended from outside, only Temporal knows: the archive does not say so. */
    private boolean isOpen(SessionState state) {
        if (state.phase().isFinal()) return false;
        try {
            JsonNode now = ApiAccess.to(caller).get("/api/v1/" + ApiClient.segment(state.key()) + "/state");
            return SessionJson.isOpen(now);
        } catch (CommandException unreachable) {
            throw CommandException.failed(
                    "cannot tell whether session " + state.session() + " is over: " + unreachable.getMessage(),
                    "Start Temporal, worker and API:  orchestrate up");
        }
    }

    private static CommandException none(String why) {
        return CommandException.badInput(why, "See all sessions:  orchestrate list");
    }

    @Override
    public void close() {
        store.close();
    }
}
