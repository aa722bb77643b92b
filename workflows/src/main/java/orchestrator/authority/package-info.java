/** Decides which of the controls that anyone may send to a workflow are carried out. */
@NullMarked
package orchestrator.authority;

import org.jspecify.annotations.NullMarked;
