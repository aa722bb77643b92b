package orchestrator.agent.claude;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import orchestrator.agent.Transcript.PlanItem;
import orchestrator.agent.stream.LineReadingBuilder;

/** Claude Code's list of what it has to do: tools of its own today, one tool with the whole list in older versions. */
final class ClaudePlan {
    private ClaudePlan() {}

    static void called(String tool, JsonNode input, LineReadingBuilder notes) {
        if (tool.equals("TodoWrite")) notes.plan(todos(input.path("todos")));
        if (tool.equals("TaskUpdate")) update(input.path("taskId").asText(), input, notes);
    }

    static void returned(String tool, JsonNode result, LineReadingBuilder notes) {
        JsonNode task = result.path("task");
        if (!tool.equals("TaskCreate") || !task.hasNonNull("id")) return;
        List<PlanItem> items = new ArrayList<>(notes.plan());
        items.add(new PlanItem(task.path("id").asText(), task.path("subject").asText(), false));
        notes.plan(items);
    }

    private static List<PlanItem> todos(JsonNode todos) {
        List<PlanItem> items = new ArrayList<>();
        for (JsonNode todo : todos) {
            items.add(new PlanItem(
                    "",
                    todo.path("content").asText(),
                    todo.path("status").asText().equals("completed")));
        }
        return items;
    }

    private static void update(String id, JsonNode input, LineReadingBuilder notes) {
        String status = input.path("status").asText();
        List<PlanItem> items = new ArrayList<>(notes.plan());
        if (status.isEmpty() || items.stream().noneMatch(item -> item.id().equals(id))) return;
        if (status.equals("deleted")) items.removeIf(item -> item.id().equals(id));
        items.replaceAll(
                item -> item.id().equals(id) ? new PlanItem(id, item.text(), status.equals("completed")) : item);
        notes.plan(items);
    }
}
