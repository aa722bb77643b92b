/** Events for any number of clients, each at its own pace: server-sent events, JSON pages, text. */
@NullMarked
package orchestrator.api.live;

import org.jspecify.annotations.NullMarked;
