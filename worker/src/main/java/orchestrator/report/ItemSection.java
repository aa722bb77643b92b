package orchestrator.report;

import java.util.List;
import java.util.stream.Collectors;
import orchestrator.session.OpenItem;
import orchestrator.session.OpenItem.Answer;
import orchestrator.session.OpenItem.Choice;

/** Questions to the user, with comments and answers. */
final class ItemSection {
    private ItemSection() {}

    static String of(List<OpenItem> items) {
        if (items.isEmpty()) return "Nothing.\n";
        return items.stream().map(ItemSection::one).collect(Collectors.joining());
    }

    private static String one(OpenItem item) {
        StringBuilder text = new StringBuilder("- ")
                .append(item.isOpen() ? "**open** " : "")
                .append(MarkdownText.code(item.id()))
                .append(' ')
                .append(MarkdownText.oneLine(item.question()))
                .append('\n');
        for (OpenItem.Said said : item.said())
            text.append("  - ")
                    .append(said.who())
                    .append(": ")
                    .append(MarkdownText.oneLine(said.what()))
                    .append('\n');
        Answer answer = item.answer();
        return text + "  - " + (answer == null ? couldBe(item) : answered(answer)) + "\n";
    }

    private static String couldBe(OpenItem item) {
        return "never answered; it could have been: "
                + item.choices().stream()
                        .map(Choice::name)
                        .map(MarkdownText::code)
                        .collect(Collectors.joining(", "));
    }

    private static String answered(Answer answer) {
        String text = answer.text().isBlank() ? "" : " – " + MarkdownText.oneLine(answer.text());
        String who = answer.by().isBlank() ? "unknown user" : answer.by();
        String way = answer.via().isBlank() ? "" : " by " + answer.via();
        String choice = answer.choice().isBlank() ? "in words" : "**" + MarkdownText.oneLine(answer.choice()) + "**";
        return "answered " + choice + text + " (" + who + way + ", " + answer.at() + ")";
    }
}
