/** Refuses requests that the worker of this machine would refuse, before anything is started. */
@NullMarked
package orchestrator.api.admission;

import org.jspecify.annotations.NullMarked;
