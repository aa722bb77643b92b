package orchestrator.modelserver.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import orchestrator.json.Json;
import orchestrator.modelserver.dialect.Conversation;
import orchestrator.modelserver.dialect.Part;

/** Finds, among the tools that a command line offers, the one for a shell command, a file or a plan. */
final class Toolbox {

    private static final long PATIENCE_MILLIS = 600_000;

    private final Conversation conversation;

    Toolbox(Conversation conversation) {
        this.conversation = conversation;
    }

    Part shell(String command) {
        if (offers("Bash")) {
            return new Part.Call(
                    "Bash",
                    object("command", command, "description", "a scripted command")
                            .put("timeout", PATIENCE_MILLIS));
        }
        if (offers("bash")) {
            return new Part.Call(
                    "bash",
                    object("command", command, "description", "a scripted command")
                            .put("timeout", PATIENCE_MILLIS));
        }
        if (offers("run_shell_command")) {
            return new Part.Call(
                    "run_shell_command",
                    object("command", command, "description", "a scripted command")
                            .put("is_background", false));
        }
        if (offers("exec")) return new Part.FreeCall("exec", scriptFor(command));
        if (offers("shell_command")) {
            return new Part.Call("shell_command", object("command", command).put("timeout_ms", PATIENCE_MILLIS));
        }
        return new Part.Call("exec_command", object("cmd", command).put("yield_time_ms", PATIENCE_MILLIS));
    }

    Part write(String path, String content) {
        if (offers("Write")) return new Part.Call("Write", object("file_path", path, "content", content));
        if (offers("write_file")) return new Part.Call("write_file", object("file_path", path, "content", content));
        if (offers("write")) return new Part.Call("write", object("filePath", path, "content", content));
        return patch(patchThatAdds(path, content));
    }

    Part read(String path) {
        if (offers("Read")) return new Part.Call("Read", object("file_path", path));
        if (offers("read_file")) return new Part.Call("read_file", object("file_path", path));
        return shell("cat '" + path + "'");
    }

    Part edit(String path, String line, String by) {
        ObjectNode edit = object("file_path", path, "old_string", line, "new_string", by);
        if (offers("Edit")) return new Part.Call("Edit", edit);
        if (offers("replace")) return new Part.Call("replace", edit.put("instruction", "Put the line right."));
        return patch("*** Begin Patch\n*** Update File: " + path + "\n@@\n-" + line + "\n+" + by + "\n*** End Patch\n");
    }

    Part script(String text) {
        return offers("exec") ? new Part.FreeCall("exec", text) : shell("echo no scripts here");
    }

    private Part patch(String patch) {
        if (offers("apply_patch")) return new Part.FreeCall("apply_patch", patch);
        if (offers("exec")) {
            return new Part.FreeCall("exec", "text(JSON.stringify(await tools.apply_patch(" + quoted(patch) + ")));");
        }
        return shell("apply_patch <<'END_OF_PATCH'\n" + patch + "END_OF_PATCH");
    }

    Part plan(List<String> items) {
        if (offers("TaskCreate")) {
            String first = items.get(0);
            return new Part.Call("TaskCreate", object("subject", first, "description", first, "activeForm", first));
        }
        if (offers("write_todos")) return new Part.Call("write_todos", todo("todos", "description", items));
        if (offers("todowrite")) {
            ObjectNode todos = todo("todos", "content", items);
            todos.path("todos").forEach(item -> ((ObjectNode) item).put("priority", "high"));
            return new Part.Call("todowrite", todos);
        }
        if (offers("update_plan")) return new Part.Call("update_plan", todo("plan", "step", items));
        if (offers("exec")) {
            String plan = todo("plan", "step", items).toString();
            return new Part.FreeCall("exec", "await tools.update_plan(" + plan + "); text('planned');");
        }
        return shell("echo no tool for a plan");
    }

    Part structured(String json) {
        if (!offers("StructuredOutput")) return new Part.Text(List.of(json), 0);
        return new Part.Call("StructuredOutput", Json.read(json, JsonNode.class));
    }

    private boolean offers(String tool) {
        return conversation.offers(tool);
    }

    /** Codex runs the tools of its newest models from JavaScript, where a script may have to wait for a command. */
    private static String scriptFor(String command) {
        return "// @exec: {\"yield_time_ms\": " + PATIENCE_MILLIS + "}\n"
                + "let step = await tools.exec_command({cmd: " + quoted(command) + ", yield_time_ms: 30000});\n"
                + "let seen = step.output ?? '';\n"
                + "while (step.exit_code === undefined && step.session_id !== undefined) {\n"
                + "  step = await tools.write_stdin({session_id: step.session_id, chars: '', yield_time_ms: 30000});\n"
                + "  seen += step.output ?? '';\n"
                + "}\n"
                + "text(seen + '\\nexit code ' + step.exit_code);";
    }

    private static String patchThatAdds(String path, String content) {
        StringBuilder patch = new StringBuilder("*** Begin Patch\n*** Add File: " + path + "\n");
        content.lines().forEach(line -> patch.append('+').append(line).append('\n'));
        return patch.append("*** End Patch\n").toString();
    }

    private static ObjectNode todo(String field, String name, List<String> items) {
        ObjectNode input = Json.MAPPER.createObjectNode();
        ArrayNode list = input.putArray(field);
        for (String item : items) {
            list.addObject().put(name, item).put("status", list.size() == 1 ? "in_progress" : "pending");
        }
        return input;
    }

    private static ObjectNode object(String... pairs) {
        ObjectNode object = Json.MAPPER.createObjectNode();
        for (int i = 0; i < pairs.length; i += 2) object.put(pairs[i], pairs[i + 1]);
        return object;
    }

    private static String quoted(String text) {
        return Json.write(text);
    }
}
