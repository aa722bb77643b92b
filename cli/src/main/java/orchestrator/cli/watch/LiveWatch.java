package orchestrator.cli.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import orchestrator.cli.call.ApiClient;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.input.JsonOption;
import orchestrator.cli.live.Line;
import orchestrator.cli.output.CommandException;
import orchestrator.cli.output.ExitCode;

/** Shows what happens to a watched project until it ends, or until Ctrl-C. */
final class LiveWatch {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final long BUSY_MILLIS = 400;
    private static final long IDLE_MILLIS = 1_000;
    private static final Duration BEGINS_WITHIN = Duration.ofSeconds(60);
    /** What was just begun is news soon. */
    private static final int FIRST_POLLS = 10;

    private static final Duration LOST_MAX = Duration.ofMinutes(5);

    private final CommandCaller caller;
    private final ApiClient api;
    private final boolean json;
    private final PrintStream view;
    private final Interrupts interrupts;
    private JsonNode shown = MissingNode.getInstance();
    private final Set<String> explained = new HashSet<>();
    private long lostSince;
    private int polls;
    /** 0 if it has begun. */
    private long beginsUntil;

    LiveWatch(CommandCaller caller, ApiClient api, boolean json) {
        this.caller = caller;
        this.api = api;
        this.json = json;
        this.view = json ? caller.err() : caller.out();
        this.interrupts = new Interrupts().listening();
    }

    /** The request waits for a worker, so a queue that is stopped may still begin. */
    void awaitBeginning() {
        beginsUntil = System.nanoTime() + BEGINS_WITHIN.toNanos();
    }

    /** @param owns true if Ctrl-C stops watching, false if it only detaches */
    int run(JsonNode first, boolean owns) {
        if (!follow(first, GracefulStop::isStopped)) return owns ? stop() : detach();
        boolean neverBegan = shown.path("host").asText("").isEmpty();
        return end(neverBegan ? ExitCode.BAD_INPUT : ExitCode.DONE);
    }

    /**
     * Ends as soon as nothing is left to do.
     *
     * @param isWatched true if the project is watched anyway, so that its queue stays open
     */
    int once(JsonNode first, boolean isWatched) {
        OnceOutcome outcome = new OnceOutcome(first, isWatched, System.nanoTime());
        boolean hasEnded = follow(first, state -> outcome.isOver(state, System.nanoTime()));
        if (hasEnded) return end(outcome.code(shown));
        return isWatched ? detach() : stop();
    }

    /** Returns false if it was interrupted. */
    private boolean follow(JsonNode first, Predicate<JsonNode> isOver) {
        show(first);
        while (!interrupts.isAsked()) {
            if (!GracefulStop.isStopped(shown)) beginsUntil = 0;
            boolean mayBegin = beginsUntil != 0
                    && System.nanoTime() < beginsUntil
                    && shown.path("open").asBoolean();
            if (!mayBegin && isOver.test(shown)) return true;
            pause();
            poll();
        }
        return false;
    }

    private String path() {
        return WatchStart.PATH + "/" + ApiClient.segment(shown.path("project").asText());
    }

    private void poll() {
        try {
            JsonNode state = api.get(path());
            if (lostSince != 0) print(List.of(Line.plain("the API answers again")));
            lostSince = 0;
            show(state);
        } catch (CommandException e) {
            if (e.exitCode() == ExitCode.BAD_INPUT) throw e;
            if (lostSince == 0) {
                lostSince = System.nanoTime();
                print(List.of(Line.plain("the API does not answer; what waits is kept; trying again …")));
            } else if (System.nanoTime() - lostSince > LOST_MAX.toNanos()) {
                throw CommandException.failed(
                        "the API has not answered for " + LOST_MAX.toMinutes() + " minutes.",
                        "Start it:  orchestrate up");
            }
        }
    }

    private void show(JsonNode state) {
        List<Line> lines = new ArrayList<>(WatchFacts.between(shown, state, Instant.now()));
        shown = state;
        for (JsonNode task : state.path("inProgress")) {
            boolean isRed = task.path("progress").path("attempt").asInt() > 0;
            if (isRed && explained.add(task.path("id").asText())) lines.addAll(broken(task));
        }
        print(lines);
    }

    /** The line of the tests that says what is broken, which only the task itself knows. */
    private List<Line> broken(JsonNode task) {
        String id = task.path("id").asText();
        try {
            JsonNode first = api.get(path() + "/tasks/" + ApiClient.segment(id)).path("first");
            String line = FailingLine.of(first.path("tail").asText(""));
            return line.isEmpty() ? List.of() : List.of(new Line(id + "  red: " + line, Line.Tone.URGENT));
        } catch (CommandException noAnswer) {
            return List.of();
        }
    }

    private void print(List<Line> lines) {
        String time = TIME.format(Instant.now().atZone(ZoneId.systemDefault()));
        boolean colours =
                !json && caller.terminal() && caller.variable("NO_COLOR").isEmpty();
        for (Line line : lines) view.println(time + " " + (colours ? line.coloured() : line.text()));
        view.flush();
    }

    private void pause() {
        boolean isBusy = polls++ < FIRST_POLLS
                || !shown.path("inProgress").isEmpty()
                || shown.path("status").asText().equals("starting");
        try {
            Thread.sleep(isBusy ? BUSY_MILLIS : IDLE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int stop() {
        view.println("\nStopping: waits up to 30 s for the current step. Ctrl-C again leaves at once.");
        new GracefulStop(api, path(), this::show).run();
        String waiting = GracefulStop.waiting(shown);
        if (!waiting.isEmpty()) view.println(waiting);
        return end(GracefulStop.isStopped(shown) ? ExitCode.DONE : ExitCode.FAILED);
    }

    private int detach() {
        String target = WatchWords.shell(shown.path("request").path("target").asText());
        caller.err().println("\nDetached: the project is still watched.");
        caller.err().println("  See it:   orchestrate watch --status " + target);
        caller.err().println("  Stop it:  orchestrate watch --stop " + target);
        return ExitCode.DONE;
    }

    private int end(int code) {
        if (json) JsonOption.print(caller.out(), shown);
        else caller.out().println(WatchWords.statistics(shown, Instant.now()));
        return code;
    }
}
