package orchestrator.cli.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import orchestrator.cli.call.SseParser.Message;
import org.junit.jupiter.api.Test;

class SseParserTest {
    private static List<Message> parse(String text) {
        SseParser parser = new SseParser();
        return List.of(text.split("\n", -1)).stream()
                .map(parser::take)
                .flatMap(Optional::stream)
                .toList();
    }

    @Test
    void a_message_ends_with_an_empty_line() {
        assertThat(parse("event: agent_event\nid: 7\ndata: {}\n\nevent: end\n\nevent: cut off"))
                .containsExactly(new Message("agent_event", "7", "{}"), new Message("end", "7", ""));
    }

    @Test
    void lines_of_data_are_joined() {
        assertThat(parse("data: a\ndata:b\ndata:  c\n\n")).containsExactly(new Message("", "", "a\nb\n c"));
    }

    @Test
    void comments_unknown_fields_and_empty_lines_are_ignored() {
        assertThat(parse(": hello\nretry: 5\n\n\n\n")).isEmpty();
    }
}
