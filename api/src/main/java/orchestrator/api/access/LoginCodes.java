package orchestrator.api.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Codes that log in one browser, once: afterwards the link in its history is worthless. */
final class LoginCodes {
    static final Duration VALID = Duration.ofMinutes(10);
    private static final int OPEN_MAX = 100;

    private final Clock clock;
    private final Map<String, Issued> open = new LinkedHashMap<>();

    LoginCodes(Clock clock) {
        this.clock = clock;
    }

    private record Issued(String name, Instant until) {}

    /** @param name of the user who asks; may be empty */
    synchronized String issue(String name) {
        while (open.size() >= OPEN_MAX) open.remove(open.keySet().iterator().next());
        String code = Secrets.fresh();
        open.put(Secrets.hash(code), new Issued(name, clock.instant().plus(VALID)));
        return code;
    }

    /** The name of the user who asked for it; empty if the code is unknown, used or too old. */
    synchronized Optional<String> use(String code) {
        return Optional.ofNullable(open.remove(Secrets.hash(code)))
                .filter(issued -> issued.until().isAfter(clock.instant()))
                .map(Issued::name);
    }
}
