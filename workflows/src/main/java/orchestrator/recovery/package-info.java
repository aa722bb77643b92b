/**
 * Decides what follows a launch that ended without success: resume, hand over, wait, or ask the user. Pure functions;
 * start at {@link orchestrator.recovery.RecoveryPolicy}.
 */
@NullMarked
package orchestrator.recovery;

import org.jspecify.annotations.NullMarked;
