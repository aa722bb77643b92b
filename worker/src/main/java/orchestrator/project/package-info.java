/** Admits projects that are to be watched, writes their state for other tools, and looks at their health. */
@NullMarked
package orchestrator.project;

import org.jspecify.annotations.NullMarked;
