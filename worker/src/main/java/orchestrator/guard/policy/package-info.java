/** The guard's policy as data: its built-in rules, the user's file and a project's file, and how they combine. */
@NullMarked
package orchestrator.guard.policy;

import org.jspecify.annotations.NullMarked;
