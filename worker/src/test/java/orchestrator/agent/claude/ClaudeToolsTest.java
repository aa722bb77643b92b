package orchestrator.agent.claude;

import static org.assertj.core.api.Assertions.assertThat;

import orchestrator.event.ToolCall;
import orchestrator.event.ToolKind;
import orchestrator.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaudeToolsTest {
    @ParameterizedTest
    @CsvSource({
        "Bash, SHELL",
        "Read, READ",
        "Write, WRITE",
        "Edit, EDIT",
        "NotebookEdit, EDIT",
        "Grep, SEARCH",
        "WebFetch, FETCH",
        "mcp__github__create_issue, MCP",
        "Task, SUBAGENT",
        "TaskCreate, PLAN",
        "StructuredOutput, OTHER",
        "OfALaterVersion, OTHER"
    })
    void each_tool_has_a_kind(String name, ToolKind kind) {
        assertThat(ClaudeTools.call(name, Json.MAPPER.createObjectNode()).kind())
                .isEqualTo(kind);
    }

    @Test
    void paths_and_commands_are_found_in_the_input() {
        ToolCall edit = ClaudeTools.call("Edit", Json.MAPPER.createObjectNode().put("file_path", "/w/a.txt"));
        ToolCall bash = ClaudeTools.call("Bash", Json.MAPPER.createObjectNode().put("command", " make  all "));

        assertThat(edit.paths()).containsExactly("/w/a.txt");
        assertThat(edit.command()).isEmpty();
        assertThat(bash.command()).isEqualTo("make  all");
        assertThat(bash.inWords()).isEqualTo("Bash: make  all");
    }
}
