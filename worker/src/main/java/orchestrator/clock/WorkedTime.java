package orchestrator.clock;

import java.util.List;
import java.util.function.LongSupplier;
import orchestrator.host.Span;

/** Nanoseconds in which this machine could work. They never go back, and do not advance during a gap. */
@FunctionalInterface
public interface WorkedTime extends LongSupplier {

    /** The part of these spans, in milliseconds, that was gaps. */
    default long gapMillis(List<Span> spans) {
        return 0;
    }
}
