package orchestrator.home;

import java.util.Map;

/** Address and namespace of Temporal, from the same variables that Temporal's own command line reads. */
public record TemporalTarget(String address, String namespace) {
    public static final String ADDRESS = "TEMPORAL_ADDRESS";
    public static final String NAMESPACE = "TEMPORAL_NAMESPACE";
    public static final String USUAL_NAMESPACE = "default";

    public static TemporalTarget of(Map<String, String> environment) {
        return new TemporalTarget(named(environment, ADDRESS, "127.0.0.1:7233"), namespace(environment));
    }

    public static String namespace(Map<String, String> environment) {
        return named(environment, NAMESPACE, USUAL_NAMESPACE);
    }

    private static String named(Map<String, String> environment, String name, String otherwise) {
        String value = environment.getOrDefault(name, "").strip();
        return value.isEmpty() ? otherwise : value;
    }
}
