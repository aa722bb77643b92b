package orchestrator.autofix.queue;

import java.util.Comparator;
import java.util.List;
import orchestrator.autofix.FileChange;
import orchestrator.autofix.request.PriorityRule;
import orchestrator.autofix.request.TaskPriority;

/** Finds the priority of a task: the highest of its files, each by the first rule that matches it. */
public final class Priorities {
    private final List<Rule> rules;

    private record Rule(FilePattern files, TaskPriority priority) {}

    public Priorities(List<PriorityRule> rules) {
        this.rules = rules.stream()
                .map(rule -> new Rule(new FilePattern(rule.files()), rule.priority()))
                .toList();
    }

    public TaskPriority of(List<FileChange> files) {
        return files.stream()
                .map(file -> of(file.path()))
                .min(Comparator.naturalOrder())
                .orElse(TaskPriority.NORMAL);
    }

    private TaskPriority of(String path) {
        return rules.stream()
                .filter(rule -> rule.files.matches(path))
                .map(Rule::priority)
                .findFirst()
                .orElse(TaskPriority.NORMAL);
    }
}
