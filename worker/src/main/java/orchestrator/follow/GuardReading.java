package orchestrator.follow;

import java.nio.file.Path;
import java.util.List;
import orchestrator.guard.record.GuardLog;
import orchestrator.launch.GuardNews;
import orchestrator.launch.GuardRecord;
import org.jspecify.annotations.Nullable;

/** Reads what the guard has recorded of a launch since the workflow was last told. */
final class GuardReading {
    private static final int RECORDS_MAX = 20;

    private final GuardLog log;
    private final int seen;
    private long readBytes;
    private List<GuardRecord> all = List.of();
    private List<GuardRecord> fresh = List.of();

    /** @param seen number of the last record that the workflow was told of */
    GuardReading(Path launchDirectory, int seen) {
        log = new GuardLog(launchDirectory);
        this.seen = seen;
    }

    void look() {
        long bytes = log.bytes();
        if (bytes == readBytes) return;
        readBytes = bytes;
        all = log.entries().stream().map(GuardLog.Entry::record).toList();
        fresh = all.stream()
                .filter(record -> record.number() > seen)
                .limit(RECORDS_MAX)
                .toList();
    }

    /** True if the workflow has to know of something. What was only watched can wait. */
    boolean isNews() {
        return fresh.stream().anyMatch(record -> record.kind().isViolation() || record.isAboutQuestion());
    }

    /** True if a question was asked or settled, which is told at once. */
    boolean isAboutQuestion() {
        return fresh.stream().anyMatch(GuardRecord::isAboutQuestion);
    }

    /** Null if there is none. */
    @Nullable
    GuardNews news() {
        if (!isNews()) return null;
        int violations =
                (int) all.stream().filter(record -> record.kind().isViolation()).count();
        return new GuardNews(fresh.get(fresh.size() - 1).number(), fresh, violations);
    }
}
