/** Events to any number of clients, each at its own pace. */
@NullMarked
package orchestrator.api.live;

import org.jspecify.annotations.NullMarked;
