package orchestrator.eventlog;

import java.util.List;
import java.util.stream.LongStream;

final class LongRange {
    private LongRange() {}

    static List<Long> of(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }
}
