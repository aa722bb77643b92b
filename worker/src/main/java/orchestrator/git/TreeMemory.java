package orchestrator.git;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Answers about commits and trees, which never change and are asked for often. Only whole object ids are remembered. */
final class TreeMemory {
    private static final Pattern WHOLE_NAME = Pattern.compile("[0-9a-f]{40}([0-9a-f]{24})?");
    private static final int ANSWERS_MAX = 1_000;
    private static final int PATHS_MAX = 20;

    private final Map<String, String> trees = new LinkedHashMap<>();
    private final Map<List<String>, List<String>> entries = new LinkedHashMap<>();

    String tree(String commit, Supplier<String> ask) {
        if (!WHOLE_NAME.matcher(commit).matches()) return ask.get();
        return remembered(trees, commit, ask);
    }

    /** @param question the tree and the paths in it */
    List<String> entries(List<String> question, Supplier<List<String>> ask) {
        boolean isKept = WHOLE_NAME.matcher(question.get(0)).matches() && question.size() <= PATHS_MAX;
        return isKept ? remembered(entries, question, ask) : ask.get();
    }

    private static <K, V> V remembered(Map<K, V> answers, K question, Supplier<V> ask) {
        synchronized (answers) {
            V known = answers.get(question);
            if (known != null) return known;
        }
        V answer = ask.get();
        synchronized (answers) {
            if (answers.size() >= ANSWERS_MAX) answers.clear();
            answers.put(question, answer);
        }
        return answer;
    }
}
