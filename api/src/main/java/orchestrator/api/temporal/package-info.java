/** The Temporal client, with short deadlines, behind one class. */
@NullMarked
package orchestrator.api.temporal;

import org.jspecify.annotations.NullMarked;
