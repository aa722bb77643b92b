package orchestrator.autofix.queue;

import orchestrator.autofix.QueuedTask;

/**
 * A task with what the queue knows beyond its state.
 *
 * @param reportsOnly true if no agent starts for it
 * @param isForced true if it begins even if a breaker is open
 * @param isDropped true if it ends as dropped when it is interrupted
 * @param losses how often its workflow ended without a report
 */
public record SavedTask(QueuedTask task, boolean reportsOnly, boolean isForced, boolean isDropped, int losses) {}
