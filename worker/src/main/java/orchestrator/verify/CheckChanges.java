package orchestrator.verify;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import orchestrator.workspace.inspection.ResultHistory;
import orchestrator.workspace.inspection.ResultHistory.Change;
import orchestrator.workspace.inspection.ResultHistory.Kind;

/** Changes that the agents made to the check itself. */
final class CheckChanges {
    private static final int NAMED_MAX = 5;

    private final ResultHistory history;
    private final Set<String> scripts;

    /** @param commits in which to look for the check's own files */
    CheckChanges(ResultHistory history, String command, Set<String> commits) {
        this.history = history;
        this.scripts = new HashSet<>();
        for (String commit : commits) {
            scripts.addAll(CheckFiles.scripts(
                    command, history.names(commit), name -> history.text(commit, name, CheckFiles.BYTES_MAX)));
        }
    }

    /** Changed scripts and deleted tests; with {@code tests}, changed tests too. */
    List<Change> since(String commit, boolean tests) {
        return history.since(commit).stream()
                .filter(change -> isChanged(change, commit)
                        || CheckFiles.isTest(change.name()) && (tests || change.kind() == Kind.DELETED))
                .toList();
    }

    private boolean isChanged(Change change, String since) {
        if (!scripts.contains(change.name())) return false;
        boolean isPackage = change.name().endsWith(CheckFiles.PACKAGE) && change.kind() == Kind.CHANGED;
        return !isPackage
                || !CheckFiles.scriptsIn(text(since, change.name()))
                        .equals(CheckFiles.scriptsIn(text(history.result(), change.name())));
    }

    private String text(String commit, String name) {
        return history.text(commit, name, CheckFiles.BYTES_MAX).orElse("");
    }

    /** The changes in a sentence; empty if there are none. */
    String inWords(List<Change> changes, String since) {
        if (changes.isEmpty()) return "";
        Set<String> names = changes.stream().map(Change::name).collect(Collectors.toSet());
        List<String> runs = history.runs(since, names);
        String who = runs.isEmpty() ? "" : " by " + String.join(" and ", runs);
        String which = changes.stream().limit(NAMED_MAX).map(this::inWords).collect(Collectors.joining(", "));
        int more = changes.size() - NAMED_MAX;
        return "The check itself was changed" + who + ": " + which + (more > 0 ? " and " + more + " more" : "") + ".";
    }

    private String inWords(Change change) {
        return switch (change.kind()) {
            case DELETED -> change.name() + " (deleted)";
            case NO_LONGER_EXECUTABLE -> change.name() + " (no longer executable)";
            case CHANGED ->
                change.name() + (text(history.result(), change.name()).isBlank() ? " (emptied)" : "");
        };
    }

    /** By name, the text to restore instead of the changed file; mostly empty. */
    Map<String, String> toRestore(List<Change> changes, String earlier) {
        Map<String, String> names = new LinkedHashMap<>();
        for (Change change : changes) {
            boolean isPackage = change.name().endsWith(CheckFiles.PACKAGE) && change.kind() == Kind.CHANGED;
            String text = isPackage
                    ? CheckFiles.withScriptsOf(text(earlier, change.name()), text(history.result(), change.name()))
                    : "";
            names.put(change.name(), text);
        }
        return names;
    }
}
