package orchestrator.recovery;

import java.time.Duration;
import java.util.List;
import orchestrator.run.RunActivities.Ending;

/** Decides from facts alone whether a run goes on, and in which way. */
public final class RecoveryPolicy {
    static final int RELAUNCHES_MAX = 3;
    private static final List<Duration> BACK_OFF =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(20));

    private RecoveryPolicy() {}

    /** @param relaunches how many launches of this run have been recoveries before */
    public static Next decide(Ending ending, int relaunches) {
        if (ending.succeeded()) return new Next(Next.Kind.SUCCEED, Duration.ZERO, "");
        if (!ending.retryable()) return new Next(Next.Kind.FAIL, Duration.ZERO, ending.reason());
        if (relaunches >= RELAUNCHES_MAX) {
            return new Next(
                    Next.Kind.FAIL,
                    Duration.ZERO,
                    ending.reason() + " It was relaunched " + relaunches + " times; that is enough.");
        }
        Next.Kind kind = ending.conversation() == null ? Next.Kind.FRESH : Next.Kind.RESUME;
        return new Next(kind, BACK_OFF.get(relaunches), ending.reason());
    }
}
