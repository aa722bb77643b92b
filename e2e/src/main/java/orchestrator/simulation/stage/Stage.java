package orchestrator.simulation.stage;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import orchestrator.simulation.call.Fate;
import orchestrator.simulation.call.Gate;
import orchestrator.simulation.call.GatedCalls;
import orchestrator.simulation.call.WaitingCall;
import orchestrator.simulation.fate.Dice;
import orchestrator.simulation.fate.ToldStory;
import orchestrator.simulation.server.ReadyTask;
import orchestrator.simulation.server.SimulatedTemporal;

/** Plays one scenario to its end. */
public final class Stage implements AutoCloseable {
    private static final Duration RESTS_FOR = Duration.ofHours(1);
    private static final int STEPS_MAX = 8_000;
    private static final Duration TIME_MAX = Duration.ofDays(60);
    /** In so many of a thousand steps a call is answered although a workflow could go on, so that news come together. */
    private static final int CALL_FIRST = 250;

    private final Play play;
    private final Dice dice;
    private final Gate gate;
    private final SimulatedTemporal temporal;
    private final ToldStory story;
    private final Messages messages;
    private int steps;

    public Stage(Play play, Dice dice) {
        this.play = play;
        this.dice = dice;
        SimulatedTemporal[] self = new SimulatedTemporal[1];
        gate = new Gate(play::subject, play::nameOf, () -> self[0].now(), play::onSilence);
        temporal = new SimulatedTemporal(
                play.key(), play.workflows(), play.queues(), play.activities(), new GatedCalls(gate), gate::arrive);
        self[0] = temporal;
        story = new ToldStory(SimulatedTemporal.BEGIN, temporal::now);
        messages = new Messages(temporal, play.key());
    }

    public ToldStory story() {
        return story;
    }

    public Messages messages() {
        return messages;
    }

    public Instant now() {
        return temporal.now();
    }

    public List<WaitingCall> waitingCalls() {
        return gate.waiting();
    }

    private boolean isServed(String queue) {
        return play.serves(queue, now());
    }

    /** True if a call waits in a queue that no worker serves now. */
    public boolean hasUntakenCall() {
        return temporal.hasUntakenCall(this::isServed);
    }

    /** True if the server will do nothing by itself for an hour. */
    public boolean isResting() {
        return temporal.ready().isEmpty()
                && temporal.nextTimer()
                        .filter(at -> at.isBefore(now().plus(RESTS_FOR)))
                        .isEmpty();
    }

    /** When the server itself does something next, such as trying a failed call again; empty if never. */
    public Optional<Instant> nextTimer() {
        return temporal.nextTimer();
    }

    /** Returns how it ended. */
    public String play() {
        temporal.settle(this::isServed);
        play.begin(this);
        while (true) {
            temporal.settle(this::isServed);
            check();
            if (play.isOver()) return play.ending();
            step();
        }
    }

    private void check() {
        if (!temporal.failedTasks().isEmpty())
            throw new Violation("no workflow task fails", temporal.failedTasks().toString());
        if (temporal.ready().isEmpty()) play.check();
        if (++steps > STEPS_MAX)
            throw new Violation("every session ends or asks", STEPS_MAX + " steps were not enough. " + play.standing());
        if (now().isAfter(SimulatedTemporal.BEGIN.plus(TIME_MAX)))
            throw new Violation(
                    "every session ends or asks", TIME_MAX.toDays() + " days were not enough. " + play.standing());
    }

    private void step() {
        List<ReadyTask> ready = temporal.ready().stream()
                .sorted(Comparator.comparing(task -> play.nameOf(task.workflow())))
                .toList();
        if (ready.isEmpty() && play.act(steps)) return;
        List<WaitingCall> due = due();
        boolean callFirst = !due.isEmpty() && dice.chance(CALL_FIRST, "call first", steps);
        if (!ready.isEmpty() && !callFirst) {
            ReadyTask next = dice.pick(ready, "workflow", steps);
            story.tell(play.nameOf(next.workflow()), "decides");
            temporal.decide(next);
        } else if (!due.isEmpty()) answer(dice.pick(due, "call", steps));
        else moveTime();
    }

    private List<WaitingCall> due() {
        return gate.waiting().stream()
                .filter(call ->
                        play.dueAt(call).filter(at -> !at.isAfter(now())).isPresent())
                .toList();
    }

    private void answer(WaitingCall call) {
        Fate fate = play.fateOf(call);
        String what = call.type() + " " + call.subject() + (call.attempt() > 1 ? ", attempt " + call.attempt() : "");
        if (fate == Fate.DONE) story.tell(call.workflow(), what);
        else story.fault(fate.name().toLowerCase().replace('_', ' '), call.workflow(), what);
        gate.release(call, fate);
    }

    private void moveTime() {
        play.checkStandstill();
        if (play.isOver()) return;
        Instant next = Stream.concat(
                        gate.waiting().stream().map(play::dueAt), Stream.of(temporal.nextTimer(), play.nextAct()))
                .flatMap(Optional::stream)
                .filter(at -> at.isAfter(now()))
                .min(Comparator.naturalOrder())
                .orElseThrow(() -> new Violation(
                        "every session ends or asks", "nothing will happen any more. " + play.standing()));
        // The server's clock has milliseconds only.
        temporal.moveTo(next.plusNanos(999_999).truncatedTo(ChronoUnit.MILLIS));
    }

    /** The worker forgets every workflow, as after a restart. */
    public void evict() {
        story.fault("cache evicted", "worker", "every workflow is replayed from its history");
        temporal.evict();
    }

    @Override
    public void close() {
        temporal.close();
    }
}
