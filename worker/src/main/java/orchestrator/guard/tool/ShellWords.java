package orchestrator.guard.tool;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import orchestrator.text.Text;

/** A command in JSON as a shell would read it. */
final class ShellWords {
    private ShellWords() {}

    /** A text, or a list of words of which each is one argument. */
    static String of(JsonNode command) {
        if (!command.isArray()) return command.asText();
        List<String> words = new ArrayList<>();
        command.forEach(word -> words.add(Text.shellWord(word.asText())));
        return String.join(" ", words);
    }
}
