package orchestrator.process;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What an agent gets of the worker's environment: what every program needs, what its own kind asks for, and no more. */
public final class AgentEnvironment {
    private static final Set<String> COMMON = Set.of(
            "HOME",
            "PATH",
            "USER",
            "LOGNAME",
            "SHELL",
            "LANG",
            "LC_*",
            "TZ",
            "TERM",
            "TMPDIR",
            "XDG_*",
            "JAVA_HOME",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR",
            "NODE_EXTRA_CA_CERTS",
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "NO_PROXY",
            "http_proxy",
            "https_proxy",
            "no_proxy");

    private AgentEnvironment() {}

    /** @param inherit names that this kind of agent asks for; a name may end in {@code *} */
    public static Map<String, String> of(
            Map<String, String> ours, Set<String> inherit, Map<String, String> set, String marker) {
        Map<String, String> environment = new TreeMap<>();
        ours.forEach((name, value) -> {
            if (isNamed(COMMON, name) || isNamed(inherit, name)) environment.put(name, value);
        });
        environment.putAll(set);
        environment.put(ProcessTable.MARKER, marker);
        return environment;
    }

    private static boolean isNamed(Set<String> patterns, String name) {
        if (patterns.contains(name)) return true;
        return wildcards(patterns).stream().anyMatch(name::startsWith);
    }

    private static List<String> wildcards(Set<String> patterns) {
        return patterns.stream()
                .filter(p -> p.endsWith("*"))
                .map(p -> p.substring(0, p.length() - 1))
                .toList();
    }
}
