package orchestrator.agent.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import orchestrator.agent.claude.ClaudeAgent;
import orchestrator.agent.codex.CodexAgent;
import orchestrator.agent.gemini.GeminiAgent;
import org.junit.jupiter.api.Test;

class FileMentionsTest {
    private static final String DIFF = "+    @Override\n+mail=a@b.org {a,b}@{c,d}\n";

    @Test
    void gemini_gets_every_sign_escaped() {
        String prompt = new GeminiAgent().prompt("Look at @src and \"@x\".\n" + DIFF);

        assertThat(prompt)
                .startsWith("Look at \\@src and \"\\@x\".\n+    \\@Override\n+mail=a\\@b.org {a,b}\\@{c,d}\n");
        assertThat(prompt).doesNotContainPattern("(?<!\\\\)@\\S").contains("leave the backslash out");
    }

    @Test
    void claude_code_gets_only_signs_at_the_start_of_a_word_escaped() {
        String prompt = new ClaudeAgent(false).prompt("Look at @src and (@x).\n" + DIFF);

        assertThat(prompt).startsWith("Look at \\@src and (@x).\n+    \\@Override\n+mail=a@b.org {a,b}@{c,d}\n");
    }

    @Test
    void a_prompt_without_file_mentions_is_unchanged() {
        String text = "5 @ 3, \\@done, and @";

        assertThat(new GeminiAgent().prompt(text)).isEqualTo(text);
        assertThat(new ClaudeAgent(false).prompt(text)).isEqualTo(text);
        assertThat(new CodexAgent().prompt(DIFF)).isEqualTo(DIFF);
    }
}
