package orchestrator.launcher;

import java.util.regex.Pattern;
import orchestrator.agent.Agent;
import orchestrator.eventlog.Artifacts;
import orchestrator.launch.EarlierAnswer;
import orchestrator.launch.LaunchActivities.LaunchRequest;

/** Builds the text that an agent reads on its stdin. Long parts come from the artifacts. */
final class PromptText {
    private static final Pattern REFERENCE = Pattern.compile("artifact:[0-9a-f]{64}");
    private final Artifacts artifacts;

    PromptText(Artifacts artifacts) {
        this.artifacts = artifacts;
    }

    String of(LaunchRequest request, Agent agent) {
        StringBuilder prompt = new StringBuilder(request.brief());
        if (!request.note().isEmpty()) section(prompt, "Before you start", request.note());
        section(prompt, "Task", text(request.task()));
        for (EarlierAnswer input : request.inputs()) section(prompt, input.title(), text(input.text()));
        if (request.schema() != null && !agent.takesSchema())
            section(prompt, "Form of your answer", form(request.schema()));
        return prompt.toString();
    }

    private static String form(String schema) {
        return "End with one JSON object of this form, and nothing else after it. Its JSON schema:\n\n```json\n"
                + schema.strip() + "\n```";
    }

    private static void section(StringBuilder prompt, String title, String text) {
        prompt.append("\n# ").append(title).append("\n\n").append(text).append('\n');
    }

    /** A text that only looks like a reference stays as it is. */
    private String text(String textOrReference) {
        if (!REFERENCE.matcher(textOrReference).matches()) return textOrReference;
        return artifacts.get(textOrReference).orElse(textOrReference);
    }
}
