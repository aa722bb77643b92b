package orchestrator.agent.claude;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import orchestrator.agent.Transcript.PlanItem;
import orchestrator.agent.stream.LineReadingBuilder;

/** Claude Code's task list: today one tool per change, in older versions one tool with the whole list. */
final class ClaudePlan {
    private ClaudePlan() {}

    static void onCall(String tool, JsonNode input, LineReadingBuilder reading) {
        if (tool.equals("TodoWrite")) reading.plan(todos(input.path("todos")));
        if (tool.equals("TaskUpdate")) update(input.path("taskId").asText(), input, reading);
    }

    static void onResult(String tool, JsonNode result, LineReadingBuilder reading) {
        JsonNode task = result.path("task");
        if (!tool.equals("TaskCreate") || !task.hasNonNull("id")) return;
        List<PlanItem> items = new ArrayList<>(reading.plan());
        items.add(new PlanItem(task.path("id").asText(), task.path("subject").asText(), false));
        reading.plan(items);
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

    private static void update(String id, JsonNode input, LineReadingBuilder reading) {
        String status = input.path("status").asText();
        List<PlanItem> items = new ArrayList<>(reading.plan());
        if (status.isEmpty() || items.stream().noneMatch(item -> item.id().equals(id))) return;
        if (status.equals("deleted")) items.removeIf(item -> item.id().equals(id));
        items.replaceAll(
                item -> item.id().equals(id) ? new PlanItem(id, item.text(), status.equals("completed")) : item);
        reading.plan(items);
    }
}
