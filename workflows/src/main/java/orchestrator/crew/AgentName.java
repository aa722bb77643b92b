package orchestrator.crew;

import java.util.regex.Pattern;

/** Names of agents, such as {@code claude}. */
public final class AgentName {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9_-]{0,40}");

    private AgentName() {}

    public static boolean isValid(String name) {
        return FORM.matcher(name).matches();
    }
}
