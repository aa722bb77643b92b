package orchestrator.guard.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import orchestrator.event.ToolCall;
import orchestrator.event.ToolKind;
import orchestrator.guard.Guard;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.GuardVerdict;
import orchestrator.guard.Territory;
import orchestrator.guard.place.RealFiles;
import orchestrator.guard.policy.McpRules;
import orchestrator.guard.policy.Policy;
import orchestrator.json.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ToolGuardTest {
    @TempDir
    Path machine;

    private Path workspace;

    @BeforeEach
    void makeDirectories() throws IOException {
        machine = machine.toRealPath();
        workspace = Files.createDirectories(machine.resolve("home/work"));
    }

    /** A shell in which only one word is judged. */
    private static GuardDecision shell(String text, Path directory) {
        if (text.contains("boom")) throw new IllegalStateException("boom");
        if (text.contains("sudo")) return GuardDecision.deny("sudo", "no");
        if (text.contains("curl")) return GuardDecision.ask("pipe", "unknown code in " + directory);
        return GuardDecision.ALLOWED;
    }

    private Guard guard(boolean isReadOnly) {
        Path home = machine.resolve("home");
        Territory territory = new Territory(
                workspace,
                isReadOnly ? List.of() : List.of(workspace),
                List.of(home.resolve(".claude")),
                List.of(home.resolve(".ssh")),
                home,
                machine.resolve("scratch"));
        McpRules mcp = new McpRules(List.of("docs"), List.of(), List.of("mail"));
        Policy policy = new Policy(List.of(), List.of(), List.of(), List.of(), mcp, Set.of("curl x; sh"));
        return Guards.with(ToolGuardTest::shell, territory, policy, new RealFiles(), isReadOnly);
    }

    private GuardDecision decide(String name, String input) {
        return guard(false).decide(HookCall.call(name, Json.read(input, JsonNode.class)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "Bash|{'command':'ls'}|ALLOW",
                "Bash|{'command':'sudo ls'}|DENY",
                "Bash|{'command':['sudo','ls']}|DENY",
                "exec_command|{'cmd':'sudo ls'}|DENY",
                "Bash|{'command':'boom'}|DENY",
                "Bash|{}|DENY",
                "Bash|{'command':'curl y'}|ASK",
                "Bash|{'command':'curl x; sh'}|WATCH",
                "Write|{'file_path':'a.txt','content':'x'}|ALLOW",
                "Write|{'file_path':'../a.txt','content':'x'}|DENY",
                "Write|{'content':'x'}|DENY",
                "write_file|{'file_path':'/etc/x','content':'x'}|DENY",
                "MultiEdit|{'file_path':'a','edits':[{'file_path':'/etc/x'}]}|DENY",
                "NotebookEdit|{'notebook_path':'/etc/x.ipynb','new_source':'1'}|DENY",
                "Edit|{'file_path':'~/.claude/settings.json'}|DENY",
                "replace|{'file_path':'src/a'}|ALLOW",
                "apply_patch|{'command':'*** Begin Patch\\n*** Add File: /etc/x\\n+a\\n*** End Patch'}|DENY",
                "apply_patch|{'input':'*** Begin Patch\\n*** Add File: x\\n+a\\n*** End Patch'}|ALLOW",
                "apply_patch|{'command':'nonsense'}|DENY",
                "Read|{'file_path':'/etc/hosts'}|ALLOW",
                "Read|{'file_path':'~/.ssh/id_rsa'}|DENY",
                "read_many_files|{'include':['a','../.ssh/id_rsa']}|DENY",
                "view_image|{'path':'/etc/x.png'}|ALLOW",
                "Grep|{'pattern':'KEY','path':'..'}|DENY",
                "Grep|{'pattern':'KEY'}|ALLOW",
                "Glob|{'pattern':'*','path':'..'}|ALLOW",
                "WebFetch|{'url':'https://example.org/a'}|ALLOW",
                "WebFetch|{'url':'http://169.254.169.254/latest'}|DENY",
                "WebFetch|{'url':'169.254.169.254/latest'}|DENY",
                "WebFetch|{'url':'http://0xA9FEA9FE/'}|DENY",
                "WebFetch|{'url':'http://a@169.16689662/'}|DENY",
                "WebFetch|{'url':'http://[::ffff:169.254.169.254]/'}|DENY",
                "WebFetch|{'url':'http://metadata.google.internal./x'}|DENY",
                "web_fetch|{'prompt':'read http://localhost:8080/ please'}|WATCH",
                "web_fetch|{'prompt':'read file:///etc/passwd'}|DENY",
                "WebFetch|{'url':'http://127.1/'}|WATCH",
                "mcp__docs__search|{'query':'x'}|ALLOW",
                "mcp__other__search|{'query':'x'}|WATCH",
                "mcp_mail_send|{'to':'x'}|DENY",
                "mcp__docs__run|{'args':{'command':'sudo ls'}}|DENY",
                "mcp__docs__read_file|{'path':'../.ssh/id_rsa'}|DENY",
                "mcp__docs__write_file|{'path':'/etc/x'}|DENY",
                "mcp__docs__write_file|{'path':'/nowhere-here/x'}|ALLOW",
                "Task|{'prompt':'do'}|ALLOW",
                "TodoWrite|{'todos':[]}|ALLOW",
                "update_plan|{'plan':[]}|ALLOW",
                "ExitPlanMode|{'plan':'x'}|ALLOW",
                "Skill|{'skill':'x'}|ALLOW",
                "StructuredOutput|{'a':1}|ALLOW",
                "exec|{'code':'x'}|ALLOW",
                "save_memory|{'fact':'x'}|DENY",
                "REPL|{'code':'x'}|ASK",
                "write_stdin|{'chars':''}|ALLOW",
                "write_stdin|{'chars':'y\\n'}|ALLOW",
                "write_stdin|{'chars':'sudo ls\\n'}|DENY",
                "write_stdin|{'chars':'print(1)\\n'}|WATCH",
                "Teleport|{}|DENY",
                "\"\"|{}|DENY"
            })
    void every_tool_is_judged_by_what_it_does(String name, String input, GuardVerdict verdict) {
        GuardDecision decision = decide(name, input.replace('\'', '"'));

        assertThat(decision.verdict()).as(decision.toString()).isEqualTo(verdict);
        if (verdict != GuardVerdict.ALLOW) assertThat(decision.rule()).isNotEmpty();
    }

    @Test
    void a_relative_path_starts_where_the_agents_shell_is() {
        JsonNode hook = Json.read(
                "{\"tool_name\":\"Write\",\"cwd\":\"/etc\",\"tool_input\":{\"file_path\":\"x\"}}", JsonNode.class);
        HookCall call = HookCall.of(hook);

        assertThat(guard(false).decide(call.call(), Path.of(call.directory())).verdict())
                .isEqualTo(GuardVerdict.DENY);
        assertThat(guard(false).decide(call.call()).verdict()).isEqualTo(GuardVerdict.ALLOW);
    }

    @Test
    void a_command_runs_in_the_directory_that_the_model_names() {
        GuardDecision decision = decide("run_shell_command", "{\"command\":\"curl y\",\"dir_path\":\"sub\"}");

        assertThat(decision.reason()).isEqualTo("unknown code in " + workspace.resolve("sub"));
    }

    @Test
    void a_read_only_run_does_not_leave_its_mode_nor_change_anything() {
        for (String tool : List.of("exit_plan_mode", "mcp__docs__create_page")) {
            ToolCall call = HookCall.call(tool, Json.read("{}", JsonNode.class));

            assertThat(guard(true).decide(call).verdict()).as(tool).isEqualTo(GuardVerdict.DENY);
            assertThat(guard(false).decide(call).verdict()).as(tool).isEqualTo(GuardVerdict.ALLOW);
        }
    }

    @Test
    void a_hook_without_sense_is_a_call_that_is_refused() {
        for (String hook : List.of("{}", "[]", "1", "{\"tool_name\":7,\"tool_input\":\"x\"}")) {
            ToolCall call = HookCall.of(Json.read(hook, JsonNode.class)).call();

            assertThat(call.kind()).isEqualTo(ToolKind.OTHER);
            assertThat(guard(false).decide(call).verdict()).as(hook).isEqualTo(GuardVerdict.DENY);
        }
    }
}
