package orchestrator.autofix.queue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import orchestrator.autofix.FileChange;

/** Divides what changed at the same time into tasks. */
public final class Grouping {
    /** More files than this are one task, since they belong to one larger step such as a checkout. */
    private static final int FILES_APART_MAX = 10;

    private Grouping() {}

    /** @param total how many files changed, of which {@code changes} may have only the first */
    public static List<List<FileChange>> of(List<FileChange> changes, int total) {
        if (changes.isEmpty()) return List.of();
        if (total > FILES_APART_MAX) return List.of(changes);
        Map<TestStem, List<FileChange>> byStem = new LinkedHashMap<>();
        for (FileChange change : changes) {
            byStem.computeIfAbsent(TestStem.of(change.path()).plain(), stem -> new ArrayList<>())
                    .add(change);
        }
        List<List<FileChange>> groups = new ArrayList<>();
        for (List<FileChange> sameStem : byStem.values()) {
            boolean hasTest = sameStem.stream()
                    .anyMatch(change -> TestStem.of(change.path()).isTest());
            if (hasTest) groups.add(List.copyOf(sameStem));
            else sameStem.forEach(change -> groups.add(List.of(change)));
        }
        return groups;
    }
}
