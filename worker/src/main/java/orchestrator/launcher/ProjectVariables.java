package orchestrator.launcher;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orchestrator.autofix.AutoFix;
import orchestrator.home.Home;
import orchestrator.home.ProjectHome;
import orchestrator.home.ProjectSecrets;

/** Variables that a watched project sets for the agent claude in its own tasks, and for nothing else. */
final class ProjectVariables {
    private static final String CLAUDE = "claude";
    private static final Pattern TASK = Pattern.compile(Pattern.quote(AutoFix.id("")) + "([a-z0-9-]+)-task_[a-z0-9-]+");

    private ProjectVariables() {}

    /** @param key of the launch, which for a task is the id of its workflow */
    static Map<String, String> of(Home home, String key, String agent) {
        Matcher task = TASK.matcher(key);
        if (!agent.equals(CLAUDE) || !task.matches() || !ProjectHome.isKey(task.group(1))) return Map.of();
        ProjectSecrets secrets = ProjectSecrets.of(home.project(task.group(1)));
        Map<String, String> variables = new TreeMap<>();
        if (secrets.anthropicApiKey() != null) variables.put("ANTHROPIC_API_KEY", secrets.anthropicApiKey());
        if (secrets.claudeModel() != null) variables.put("ANTHROPIC_MODEL", secrets.claudeModel());
        return variables;
    }
}
