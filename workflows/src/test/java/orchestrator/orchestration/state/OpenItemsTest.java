package orchestrator.orchestration.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import orchestrator.session.AnswerRequest;
import orchestrator.session.OpenItem;
import orchestrator.session.OpenItem.Choice;
import orchestrator.session.OpenItem.Kind;
import org.junit.jupiter.api.Test;

class OpenItemsTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final OpenItems items = new OpenItems();

    private void open(String id, Kind kind, String... choices) {
        List<Choice> offered = List.of(choices).stream()
                .map(c -> new Choice(c, "what happens"))
                .toList();
        items.open(new OpenItem(id, kind, "?", List.of(), offered, NOON, null, false));
    }

    private static AnswerRequest answer(String item, String choice, String text) {
        return new AnswerRequest(item, choice, text, "", "cli");
    }

    @Test
    void a_bare_text_is_work_and_never_an_approval() {
        open("review-1", Kind.REVIEW, "fix", "accept", "stop");

        assertThat(OpenItems.choice(
                        items.meant(answer("", "", "looks good, go on")), answer("", "", "looks good, go on")))
                .isEqualTo("fix");
    }

    @Test
    void a_bare_text_is_no_answer_where_only_a_choice_makes_sense() {
        open("budget-1", Kind.BUDGET, "more", "stop");

        assertThatThrownBy(() -> items.meant(answer("", "", "go on"))).hasMessageContaining("more (what happens)");
    }

    @Test
    void with_several_open_the_item_is_named() {
        open("claude-1", Kind.RUN, "retry");
        open("review-1", Kind.REVIEW, "fix");

        assertThatThrownBy(() -> items.meant(answer("", "fix", ""))).hasMessageContaining("claude-1, review-1");
        assertThat(items.meant(answer("review-1", "fix", "")).id()).isEqualTo("review-1");
    }

    @Test
    void an_answer_to_nothing_and_an_empty_one_are_refused() {
        assertThatThrownBy(() -> items.meant(answer("", "fix", ""))).hasMessageContaining("nothing waits");
        open("review-1", Kind.REVIEW, "fix");
        assertThatThrownBy(() -> items.meant(answer("", "", " "))).hasMessageContaining("an empty answer");
        assertThatThrownBy(() -> items.meant(answer("", "approve", "")))
                .hasMessageContaining("is no answer to review-1");
    }

    @Test
    void a_text_that_would_fill_the_history_is_refused_and_says_what_to_do() {
        open("review-1", Kind.REVIEW, "fix");

        assertThatThrownBy(() -> items.meant(answer("", "", "x".repeat(20_001))))
                .hasMessageContaining("put the long part");
    }

    @Test
    void what_was_answered_is_remembered_and_not_open() {
        open("review-1", Kind.REVIEW, "fix");

        items.answer("review-1", new OpenItem.Answer("fix", "", "ana", "cli", NOON));

        assertThat(items.open()).isEmpty();
        assertThat(items.all())
                .singleElement()
                .satisfies(item -> assertThat(item.answer().by()).isEqualTo("ana"));
    }
}
