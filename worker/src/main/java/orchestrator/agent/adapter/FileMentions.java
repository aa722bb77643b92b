package orchestrator.agent.adapter;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code @name} syntax with which some programs read files into a prompt. Prompts contain diffs and other texts
 * full of annotations, decorators and addresses: the program would search the checkout for each of them and insert any
 * file it finds. A backslash before the sign prevents that.
 */
public enum FileMentions {
    /** Every at sign that is followed by a character. */
    ANYWHERE("(?<!\\\\)@(?=\\S)"),
    /** Only at signs that begin a word. */
    AT_WORDS("(?<!\\S)@(?=\\S)");

    private static final String EXPLANATION = """

            # How this text is written

            Your program reads a file wherever a text has an at sign before a name. So here a backslash stands before such
            signs: read \\@name as the same without the backslash, and leave the backslash out where you copy it.
            """;

    private final Pattern mention;

    FileMentions(String mention) {
        this.mention = Pattern.compile(mention);
    }

    /** Escapes the mentions, and adds a note for the model that explains the backslashes. */
    public String escape(String prompt) {
        Matcher found = mention.matcher(prompt);
        return found.find() ? found.replaceAll("\\\\@") + EXPLANATION : prompt;
    }
}
