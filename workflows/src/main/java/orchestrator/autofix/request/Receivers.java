package orchestrator.autofix.request;

import org.jspecify.annotations.Nullable;

/**
 * Where an escalation goes. The secrets themselves (token, webhook addresses) stay on the host, in a file that only its
 * user can read, and never pass through Temporal.
 *
 * @param githubRepo {@code owner/name} of the repository that gets an issue; null for none
 * @param slack true if a Slack webhook is configured on the host
 * @param email true if an e-mail webhook is configured on the host
 */
public record Receivers(@Nullable String githubRepo, boolean slack, boolean email) {
    public static final Receivers NONE = new Receivers(null, false, false);
}
