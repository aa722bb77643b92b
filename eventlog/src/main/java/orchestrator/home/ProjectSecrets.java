package orchestrator.home;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Secrets and settings of a watched project that stay on its host: in {@link ProjectHome#secrets()}, and never in
 * Temporal, answers of the API or logs.
 *
 * @param anthropicApiKey for the agent claude only
 * @param claudeModel for the agent claude only
 */
public record ProjectSecrets(
        @JsonProperty("GITHUB_TOKEN") @Nullable String githubToken,
        @JsonProperty("SLACK_WEBHOOK_URL") @Nullable String slackWebhook,
        @JsonProperty("EMAIL_WEBHOOK_URL") @Nullable String emailWebhook,
        @JsonProperty("ANTHROPIC_API_KEY") @Nullable String anthropicApiKey,
        @JsonProperty("CLAUDE_MODEL") @Nullable String claudeModel) {
    public static final ProjectSecrets NONE = new ProjectSecrets(null, null, null, null, null);

    public static ProjectSecrets of(ProjectHome project) {
        return project.read(project.secrets(), ProjectSecrets.class).orElse(NONE);
    }

    public void write(ProjectHome project) {
        project.write(project.secrets(), this);
    }

    /** Without the values, so that no message shows them. */
    @Override
    public String toString() {
        return "ProjectSecrets";
    }
}
