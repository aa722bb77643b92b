/** The settings with which a project is watched, as they are sent, checked and completed. */
@NullMarked
package orchestrator.autofix.request;

import org.jspecify.annotations.NullMarked;
