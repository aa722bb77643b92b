package orchestrator.harness;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * A session without planner, checkouts and reviews: three agents take turns in the target itself. So are all that tests
 * and benchmarks start, unless they say otherwise.
 */
public final class PlainRequest {
    private static final Map<String, String> FIELDS = Map.of("plan", "fixed", "isolation", "none", "reviews", "off");

    private PlainRequest() {}

    /** Leaves what the request says already. */
    public static ObjectNode plain(ObjectNode request) {
        FIELDS.forEach((name, value) -> {
            if (!request.has(name)) request.put(name, value);
        });
        return request;
    }
}
