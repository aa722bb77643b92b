/** Classifies failures of activities, tells the user about them, and decides how Temporal retries them. */
@NullMarked
package orchestrator.trouble;

import org.jspecify.annotations.NullMarked;
