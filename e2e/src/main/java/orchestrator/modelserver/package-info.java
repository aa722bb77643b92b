/** A scripted model: the vendors' HTTP APIs, spoken so that the real agent command lines work without keys or a network. */
@NullMarked
package orchestrator.modelserver;

import org.jspecify.annotations.NullMarked;
