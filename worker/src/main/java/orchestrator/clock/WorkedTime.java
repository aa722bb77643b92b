package orchestrator.clock;

import java.util.List;
import java.util.function.LongSupplier;
import orchestrator.host.Span;

/** Nanoseconds in which this machine could work, since some moment. They never go back, and stand still in a gap. */
@FunctionalInterface
public interface WorkedTime extends LongSupplier {

    /** How much of these times was a gap. */
    default long gapMillis(List<Span> spans) {
        return 0;
    }
}
