package orchestrator.agent.adapter;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Variables that enable a model provider, each with the credentials that the provider needs. */
public record ProviderSwitches(Map<String, Set<String>> credentials) {
    private static final Set<String> ON = Set.of("1", "true", "yes", "on");

    public ProviderSwitches {
        credentials = Map.copyOf(credentials);
    }

    /** The switches, and the credentials for those that are on. */
    public Set<String> names(Map<String, String> environment) {
        Set<String> names = new HashSet<>(credentials.keySet());
        new TreeMap<>(credentials).forEach((name, needed) -> {
            if (isOn(environment.getOrDefault(name, ""))) names.addAll(needed);
        });
        return names;
    }

    private static boolean isOn(String value) {
        return ON.contains(value.strip().toLowerCase(Locale.ROOT));
    }
}
