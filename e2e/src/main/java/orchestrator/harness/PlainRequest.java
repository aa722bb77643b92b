package orchestrator.harness;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * A request without planner, checkouts and reviews: three agents take turns in the target itself. This is the default of
 * tests and benchmarks.
 */
public final class PlainRequest {
    private static final Map<String, String> FIELDS = Map.of("plan", "fixed", "isolation", "none", "reviews", "off");

    private PlainRequest() {}

    /** Keeps the fields that the request has already. */
    public static ObjectNode plain(ObjectNode request) {
        FIELDS.forEach((name, value) -> {
            if (!request.has(name)) request.put(name, value);
        });
        return request;
    }
}
