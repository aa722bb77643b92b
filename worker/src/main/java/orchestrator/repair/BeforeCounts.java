package orchestrator.repair;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import orchestrator.repair.task.TaskFiles;

/** How many tests ran before a repair, by command. */
record BeforeCounts(Map<String, TestCounts> byCommand) {
    private static final String FILE = "tests-before.json";

    BeforeCounts {
        byCommand = Map.copyOf(byCommand);
    }

    static BeforeCounts of(TaskFiles files) {
        return files.read(FILE, BeforeCounts.class).orElse(new BeforeCounts(Map.of()));
    }

    void keep(TaskFiles files) {
        files.write(FILE, this);
    }

    BeforeCounts with(TestOutcome outcome) {
        if (!outcome.counts().isKnown()) return this;
        Map<String, TestCounts> more = new HashMap<>(byCommand);
        more.put(outcome.command(), outcome.counts());
        return new BeforeCounts(more);
    }

    /** Sentences that say if fewer tests ran, or more were skipped. */
    List<String> comparedWith(TestOutcome after) {
        TestCounts before = byCommand.get(after.command());
        if (before == null || !after.counts().isKnown()) return List.of();
        List<String> found = new ArrayList<>();
        if (after.counts().run() < before.run())
            found.add("Fewer tests ran than before the repair: "
                    + after.counts().run() + " instead of " + before.run() + ".");
        if (after.counts().skipped() > before.skipped())
            found.add("More tests were skipped than before the repair: "
                    + after.counts().skipped() + " instead of " + before.skipped() + ".");
        return found;
    }
}
