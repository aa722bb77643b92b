package orchestrator.agent;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How to start an agent; its prompt comes on stdin.
 *
 * @param inherit names of variables that it gets from the worker's environment beside {@link #COMMON}; one that ends in
 *     {@code *} stands for all that begin so
 * @param set variables that it gets with these values
 */
public record Command(List<String> argv, Set<String> inherit, Map<String, String> set) {
    /** What any program needs to find its way; no keys. */
    public static final Set<String> COMMON = Set.of(
            "HOME",
            "PATH",
            "USER",
            "LOGNAME",
            "SHELL",
            "LANG",
            "LC_*",
            "TERM",
            "TZ",
            "TMPDIR",
            "XDG_*",
            "JAVA_HOME",
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "NO_PROXY",
            "http_proxy",
            "https_proxy",
            "no_proxy",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR",
            "NODE_EXTRA_CA_CERTS");

    public Command {
        argv = List.copyOf(argv);
        inherit = Set.copyOf(inherit);
        set = Map.copyOf(set);
    }

    /** What the agent gets of this environment, and what is set for it. */
    public Map<String, String> environment(Map<String, String> ours) {
        Map<String, String> its = new TreeMap<>();
        ours.forEach((name, value) -> {
            if (allows(COMMON, name) || allows(inherit, name)) its.put(name, value);
        });
        its.putAll(set);
        return its;
    }

    private static boolean allows(Set<String> names, String name) {
        if (names.contains(name)) return true;
        return names.stream()
                .anyMatch(allowed ->
                        allowed.endsWith("*") && name.startsWith(allowed.substring(0, allowed.length() - 1)));
    }
}
