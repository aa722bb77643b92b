package orchestrator.agent.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import orchestrator.agent.claude.ClaudeAgent;
import orchestrator.agent.codex.CodexAgent;
import orchestrator.agent.gemini.GeminiAgent;
import org.junit.jupiter.api.Test;

class FileMentionsTest {
    private static final String DIFF = "+    @Override\n+mail=a@b.org {a,b}@{c,d}\n";

    @Test
    void gemini_gets_no_sign_after_which_it_would_look_for_a_file() {
        String prompt = new GeminiAgent().prompt("Look at @src and \"@x\".\n" + DIFF);

        assertThat(prompt)
                .startsWith("Look at \\@src and \"\\@x\".\n+    \\@Override\n+mail=a\\@b.org {a,b}\\@{c,d}\n");
        assertThat(prompt).doesNotContainPattern("(?<!\\\\)@\\S").contains("leave the backslash out");
    }

    @Test
    void claude_code_gets_those_with_which_no_word_begins_as_they_are() {
        String prompt = new ClaudeAgent(false).prompt("Look at @src and (@x).\n" + DIFF);

        assertThat(prompt).startsWith("Look at \\@src and (@x).\n+    \\@Override\n+mail=a@b.org {a,b}@{c,d}\n");
    }

    @Test
    void a_text_in_which_no_file_is_named_stays_as_it_is() {
        String text = "5 @ 3, \\@done, and @";

        assertThat(new GeminiAgent().prompt(text)).isEqualTo(text);
        assertThat(new ClaudeAgent(false).prompt(text)).isEqualTo(text);
        assertThat(new CodexAgent().prompt(DIFF)).isEqualTo(DIFF);
    }
}
