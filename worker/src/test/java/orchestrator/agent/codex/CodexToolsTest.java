package orchestrator.agent.codex;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import orchestrator.event.ToolCall;
import orchestrator.event.ToolKind;
import orchestrator.json.Json;
import org.junit.jupiter.api.Test;

class CodexToolsTest {
    private static ObjectNode item(String type) {
        return Json.MAPPER.createObjectNode().put("type", type);
    }

    private static ToolCall changing(String changes) {
        return CodexTools.call(item("file_change").set("changes", Json.read(changes, JsonNode.class)));
    }

    @Test
    void a_command_is_unwrapped_from_its_shell() {
        ToolCall call = CodexTools.call(item("command_execution").put("command", "/bin/bash -lc 'make all'"));

        assertThat(call.kind()).isEqualTo(ToolKind.SHELL);
        assertThat(call.command()).isEqualTo("make all");
        assertThat(call.input().path("command").asText()).isEqualTo("/bin/bash -lc 'make all'");
    }

    @Test
    void a_patch_given_to_the_shell_edits_the_files_that_it_names() {
        String patch = "apply_patch <<'EOF'\n*** Begin Patch\n*** Update File: a.js\n*** Move to: b.js\n"
                + "@@\n-x\n+y\n*** Add File: c.txt\n+z\n*** End Patch\nEOF";

        ToolCall call = CodexTools.call(item("command_execution").put("command", "/bin/bash -lc \"" + patch + "\""));

        assertThat(call.kind()).isEqualTo(ToolKind.EDIT);
        assertThat(call.paths()).containsExactly("a.js", "b.js", "c.txt");
    }

    @Test
    void a_change_of_files_writes_if_it_only_adds_and_edits_if_not() {
        ToolCall adds = changing("[{\"path\":\"a\",\"kind\":\"add\"}]");
        ToolCall both = changing("[{\"path\":\"a\",\"kind\":\"add\"},{\"path\":\"b\",\"kind\":\"update\"}]");

        assertThat(adds.kind()).isEqualTo(ToolKind.WRITE);
        assertThat(both.kind()).isEqualTo(ToolKind.EDIT);
        assertThat(both.paths()).containsExactly("a", "b");
    }

    @Test
    void mcp_tools_searches_and_subagents_have_their_kinds() {
        ObjectNode mcp = item("mcp_tool_call").put("server", "files").put("tool", "read");
        mcp.putObject("arguments").put("path", "/w/a");

        assertThat(CodexTools.call(mcp).kind()).isEqualTo(ToolKind.MCP);
        assertThat(CodexTools.call(mcp).paths()).containsExactly("/w/a");
        assertThat(CodexTools.call(item("web_search").put("query", "x")).kind()).isEqualTo(ToolKind.FETCH);
        assertThat(CodexTools.call(item("collab_tool_call").put("tool", "spawn_agent"))
                        .kind())
                .isEqualTo(ToolKind.SUBAGENT);
    }
}
