package orchestrator.repair.weakening;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The lines that an edit adds and those that it changes or removes.
 *
 * @param lost lines of before that are not in after, in that order
 * @param added lines of after that are not in before
 */
record LineChanges(List<String> lost, List<String> added) {

    static LineChanges of(List<String> before, List<String> after) {
        List<String> lost = missing(before, after);
        if (!lost.isEmpty()) return new LineChanges(lost, missing(after, before));
        // All lines are still there; if not in their order, the first one out of order counts as lost.
        int at = 0;
        List<String> added = new ArrayList<>();
        for (String line : after) {
            if (at < before.size() && before.get(at).equals(line)) at++;
            else added.add(line);
        }
        return new LineChanges(at < before.size() ? List.of(before.get(at)) : List.of(), added);
    }

    /** Lines of the one that the other has not as often. */
    private static List<String> missing(List<String> one, List<String> other) {
        Map<String, Integer> counts = new HashMap<>();
        for (String line : other) counts.merge(line, 1, Integer::sum);
        List<String> missing = new ArrayList<>();
        for (String line : one) {
            if (counts.merge(line, -1, Integer::sum) < 0) missing.add(line);
        }
        return missing;
    }
}
