package orchestrator.api.live;

import java.util.Optional;

/** Which events a feed has: those of one session, or of all. Clients of the same source share a topic. */
public interface EventSource {

    /** The same for all sources of the same events. */
    String id();

    /** The key of the events, empty for all sessions; nothing if it is not known yet. May take a while. */
    Optional<String> key();

    /** True if no more events can come; asked once a second at most. May take a while. */
    boolean isOver();

    /** All sessions, without an end. */
    static EventSource all() {
        return new EventSource() {
            @Override
            public String id() {
                return "all";
            }

            @Override
            public Optional<String> key() {
                return Optional.of("");
            }

            @Override
            public boolean isOver() {
                return false;
            }
        };
    }
}
