package orchestrator.notify;

import static org.assertj.core.api.Assertions.assertThat;

import orchestrator.home.ProjectSecrets;
import org.junit.jupiter.api.Test;

class DeliveryTextTest {
    @Test
    void nobody_is_mentioned_outside_of_code() {
        String text = "ask @octocat or a@b.c\n~~~~java\n@Test\n~~~\n@Other\n~~~~\n@team";

        assertThat(DeliveryText.markdown(text, 1_000, ""))
                .isEqualTo("ask @\u2060octocat or a@b.c\n~~~~java\n@Test\n~~~\n@Other\n~~~~\n@\u2060team\n");
    }

    @Test
    void a_long_text_is_cut_between_lines_with_its_code_closed_and_the_cut_said() {
        String text = "# Ledger\n```\n" + "x".repeat(50) + "\n" + "y".repeat(500) + "\n```\n";

        String cut = DeliveryText.markdown(text, 200, "More: there");

        assertThat(cut)
                .startsWith("# Ledger\n```\n" + "x".repeat(50) + "\n```\n\n… ")
                .endsWith(" characters were cut. More: there")
                .hasSizeLessThanOrEqualTo(200);
    }

    @Test
    void code_that_is_never_closed_is_closed() {
        assertThat(DeliveryText.markdown("```\ncode", 1_000, "")).isEqualTo("```\ncode\n```\n");
    }

    @Test
    void hidden_comments_of_others_are_shown() {
        assertThat(DeliveryText.markdown("<!-- delivery:1 -->", 1_000, "")).isEqualTo("&lt;!-- delivery:1 -->\n");
    }

    @Test
    void secrets_of_the_project_are_hidden() {
        ProjectSecrets secrets = new ProjectSecrets("ghp_123456", null, null, "short", "opus");

        assertThat(DeliveryText.withoutSecrets("token ghp_123456 short opus", secrets))
                .isEqualTo("token [hidden] short opus");
    }

    @Test
    void a_cut_plain_text_says_so() {
        assertThat(DeliveryText.plain("abcdef", 3, "More.")).isEqualTo("abc\n\n… 3 characters were cut. More.");
    }
}
