/**
 * Defines {@link Agent}, the interface of the adapters, and the data that goes in and out of them: how to start a
 * launch, the meaning of each line of its output, and the verdict on the launch.
 */
@NullMarked
package orchestrator.agent;

import org.jspecify.annotations.NullMarked;
