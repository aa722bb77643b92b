package orchestrator.modelserver.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orchestrator.modelserver.dialect.Conversation;
import orchestrator.modelserver.dialect.Message;
import orchestrator.modelserver.dialect.Message.From;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CueTest {

    private static final String TASK = "[[scenario:architect=write-plan;implementer=write-file;*=hello]] [[run:r1]]";

    @ParameterizedTest
    @CsvSource({"architect, write-plan", "implementer, write-file", "reviewer, hello"})
    void each_role_has_its_scenario(String role, String scenario) {
        Cue cue = Cue.of(conversation("", user("# Who you are\nRole: " + role + "\n\n" + TASK)));

        assertThat(cue.scenario()).isEqualTo(scenario);
        assertThat(cue.role()).isEqualTo(role);
        assertThat(cue.run()).isEqualTo("r1");
    }

    @ParameterizedTest
    @CsvSource({
        "architect, plan, split",
        "architect, review, look",
        "reviewer, review, try",
        "implementer, fix, mend",
        "implementer, work, write",
        "reviewer, work, hello",
    })
    void the_kind_of_work_comes_before_the_role(String role, String kind, String scenario) {
        String task = "[[scenario:plan=split;review=look;reviewer/review=try;fix=mend;implementer=write;*=hello]]";

        Cue cue = Cue.of(conversation("", user("Role: " + role + "\nKind: " + kind + "\n\n" + task)));

        assertThat(cue.scenario()).isEqualTo(scenario);
        assertThat(cue.kind()).isEqualTo(kind);
    }

    @Test
    void a_conversation_with_a_new_kind_of_work_starts_another_scenario() {
        String task = "[[scenario:fix=mend;implementer=write]]";
        Cue cue = Cue.of(conversation(
                "",
                user("Role: implementer\nKind: work\n\n" + task),
                Message.text(From.ASSISTANT, "It is written."),
                user("Role: implementer\nKind: fix\n\n" + task),
                Message.text(From.ASSISTANT, "I mend it.")));

        assertThat(cue.scenario()).isEqualTo("mend");
        assertThat(cue.turn()).isEqualTo(1);
    }

    @Test
    void the_role_may_be_in_the_instructions() {
        Cue cue = Cue.of(conversation("Role: implementer", user(TASK)));

        assertThat(cue.scenario()).isEqualTo("write-file");
    }

    @Test
    void every_answer_is_one_turn_however_many_pieces_it_has() {
        Cue cue = Cue.of(conversation(
                "",
                user("[[scenario:write-file]]"),
                Message.thought("hm"),
                Message.text(From.ASSISTANT, "I write"),
                Message.call("Write"),
                Message.result("written"),
                Message.call("Bash"),
                Message.result("done")));

        assertThat(cue.turn()).isEqualTo(2);
    }

    @Test
    void a_resumed_conversation_continues_with_the_turn_after_the_last_answer() {
        Cue cue = Cue.of(conversation(
                "",
                user("[[scenario:long-tool]]"),
                Message.text(From.ASSISTANT, "I run a long command."),
                user("You were interrupted.")));

        assertThat(cue.scenario()).isEqualTo("long-tool");
        assertThat(cue.turn()).isEqualTo(1);
    }

    @Test
    void a_resumed_conversation_that_gets_its_task_again_does_not_start_over() {
        Cue cue = Cue.of(conversation(
                "",
                user("[[scenario:long-tool]]"),
                Message.text(From.ASSISTANT, "I run a long command."),
                user("You were interrupted. Your task was: [[scenario:long-tool]]")));

        assertThat(cue.turn()).isEqualTo(1);
    }

    @Test
    void a_lost_answer_is_given_again() {
        Cue cue = Cue.of(conversation(
                "",
                user("[[scenario:hello]]"),
                Message.text(From.ASSISTANT, "No response requested."),
                user("You were interrupted.")));

        assertThat(cue.turn()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "'# Environment\n - Primary working directory: /a/b\n - Is a git repository: false', /a/b",
        "'<environment_context>\n  <cwd>/c d</cwd>\n</environment_context>', /c d",
        "'<session_context>\n- **Workspace Directories:**\n  - /e/f\n- **Directory', /e/f",
        "'nothing', .",
    })
    void the_working_directory_is_the_one_named_by_the_command_line(String context, String directory) {
        assertThat(Cue.of(conversation(context, user("hello"))).cwd()).isEqualTo(directory);
        assertThat(Cue.of(conversation("", user(context), user("hello"))).cwd()).isEqualTo(directory);
    }

    @Test
    void a_directory_in_the_prompt_comes_first() {
        Cue cue = Cue.of(conversation("<cwd>/a</cwd>", user("[[scenario:hello]] [[cwd:/b]]")));

        assertThat(cue.cwd()).isEqualTo("/b");
    }

    private static Message user(String text) {
        return Message.text(From.USER, text);
    }

    private static Conversation conversation(String instructions, Message... messages) {
        return new Conversation(
                "c", "m", true, instructions, new ArrayList<>(List.of(messages)), List.of(), Optional.empty());
    }
}
