/**
 * Carries out one task: tests, lets agents repair what is red, verifies and applies the repair, or escalates. Start at
 * {@link orchestrator.autofix.task.FixTaskWorkflow}.
 */
@NullMarked
package orchestrator.autofix.task;

import org.jspecify.annotations.NullMarked;
