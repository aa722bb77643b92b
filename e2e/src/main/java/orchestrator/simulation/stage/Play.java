package orchestrator.simulation.stage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import orchestrator.signing.SigningKey;
import orchestrator.simulation.call.Fate;
import orchestrator.simulation.call.WaitingCall;

/** What a kind of scenario consists of: workflows, a simulated host, people, and what must hold. */
public interface Play {
    SigningKey key();

    List<Class<?>> workflows();

    /** Task queues; the first one is shared by all hosts. */
    List<String> queues();

    Object[] activities();

    /** What a call is about, from its arguments; without anything that differs between two runs of a seed. */
    String subject(List<Object> arguments);

    /** The id of a workflow, or what stands for it if ids differ between two runs of a seed. */
    default String nameOf(String workflow) {
        return workflow;
    }

    void begin(Stage stage);

    /** When this call can be answered; empty if something else has to happen first. */
    Optional<Instant> dueAt(WaitingCall call);

    Fate fateOf(WaitingCall call);

    /** True if a worker takes calls from this queue now. */
    boolean serves(String queue, Instant now);

    /** A workflow hears that nobody has taken its call in time; it hears the same again when it is replayed. */
    void onSilence(String type, List<Object> arguments);

    /** When somebody does something next, if nothing happens before. */
    Optional<Instant> nextAct();

    /** Somebody does what is due now; false if nothing is. */
    boolean act(int step);

    /** Throws {@link Violation} if something is wrong. Temporal is at rest. */
    void check();

    /** Throws {@link Violation} if nothing can happen any more although it should. */
    void checkStandstill();

    /** Where it stands, for whoever looks into why it does not end. */
    String standing();

    boolean isOver();

    /** How it ended, in a word or two. Throws {@link Violation} if something is wrong at the end. */
    String ending();
}
