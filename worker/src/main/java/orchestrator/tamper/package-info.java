/** Compares files that no agent may change before and after each launch. */
@NullMarked
package orchestrator.tamper;

import org.jspecify.annotations.NullMarked;
