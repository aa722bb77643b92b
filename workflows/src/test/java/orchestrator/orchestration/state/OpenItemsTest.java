package orchestrator.orchestration.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import orchestrator.session.AnswerChoice;
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
        items.open(OpenItem.of(id, kind, "?", List.of(), offered, NOON));
    }

    private static AnswerRequest answer(String item, String choice, String text) {
        return new AnswerRequest(item, choice, text, "", "cli");
    }

    @Test
    void a_text_without_a_choice_means_fix_and_never_accept() {
        open("review-1", Kind.REVIEW, "fix", "accept", "stop");

        assertThat(OpenItems.choice(
                        items.itemFor(answer("", "", "looks good, go on")), answer("", "", "looks good, go on")))
                .contains(AnswerChoice.FIX);
    }

    @Test
    void a_text_without_a_choice_is_refused_if_only_a_choice_makes_sense() {
        open("budget-1", Kind.BUDGET, "more", "stop");

        assertThatThrownBy(() -> items.itemFor(answer("", "", "go on"))).hasMessageContaining("more (what happens)");
    }

    @Test
    void with_several_open_items_the_answer_must_name_one() {
        open("claude-1", Kind.RUN, "retry");
        open("review-1", Kind.REVIEW, "fix");

        assertThatThrownBy(() -> items.itemFor(answer("", "fix", ""))).hasMessageContaining("claude-1, review-1");
        assertThat(items.itemFor(answer("review-1", "fix", "")).id()).isEqualTo("review-1");
    }

    @Test
    void an_answer_without_an_open_item_and_an_empty_one_are_refused() {
        assertThatThrownBy(() -> items.itemFor(answer("", "fix", ""))).hasMessageContaining("nothing waits");
        open("review-1", Kind.REVIEW, "fix");
        assertThatThrownBy(() -> items.itemFor(answer("", "", " "))).hasMessageContaining("an empty answer");
        assertThatThrownBy(() -> items.itemFor(answer("", "approve", "")))
                .hasMessageContaining("is no answer to review-1");
    }

    @Test
    void a_text_too_long_for_the_history_is_refused_with_a_remedy() {
        open("review-1", Kind.REVIEW, "fix");

        assertThatThrownBy(() -> items.itemFor(answer("", "", "x".repeat(20_001))))
                .hasMessageContaining("put the long part");
    }

    @Test
    void an_answered_item_is_kept_and_no_longer_open() {
        open("review-1", Kind.REVIEW, "fix");

        items.answer("review-1", new OpenItem.Answer("fix", "", "ana", "cli", NOON));

        assertThat(items.open()).isEmpty();
        assertThat(items.all())
                .singleElement()
                .satisfies(item -> assertThat(item.answer().by()).isEqualTo("ana"));
    }

    @Test
    void of_many_answered_permissions_the_newest_are_kept() {
        open("review-1", Kind.REVIEW, "fix");
        items.settle("review-1", NOON);
        for (int i = 1; i <= 103; i++) {
            open("permission-" + i, Kind.PERMISSION, "allow");
            items.settle("permission-" + i, NOON);
        }

        assertThat(items.all())
                .hasSize(101)
                .extracting(OpenItem::id)
                .startsWith("review-1", "permission-4")
                .endsWith("permission-103");
    }
}
