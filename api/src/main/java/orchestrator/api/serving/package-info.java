/** Keeps slow clients, malicious or not, from using up threads and memory. */
@NullMarked
package orchestrator.api.serving;

import org.jspecify.annotations.NullMarked;
