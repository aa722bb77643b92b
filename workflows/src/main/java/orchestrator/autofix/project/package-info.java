/** The workflow of a watched project: takes changes, starts tasks, obeys controls, and continues as new for months. */
@NullMarked
package orchestrator.autofix.project;

import org.jspecify.annotations.NullMarked;
