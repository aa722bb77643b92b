package orchestrator.autofix.request;

/** Files with another priority than the usual one; {@code files} is a glob relative to the target. */
public record PriorityRule(String files, TaskPriority priority) {}
