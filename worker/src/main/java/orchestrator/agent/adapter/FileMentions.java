package orchestrator.agent.adapter;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code @name} by which some programs read files into a prompt. Prompts hold diffs and other people's texts, full of
 * annotations, decorators and addresses: a program would search the checkout for each of them, read what it finds, and
 * change the text. A backslash before the sign leaves it to the model to read.
 */
public enum FileMentions {
    /** Each sign that something follows. */
    ANYWHERE("(?<!\\\\)@(?=\\S)"),
    /** Only those with which a word begins. */
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

    /** The same text with nothing in it that the program would take for a file; the model is told how to read it. */
    public String disarm(String prompt) {
        Matcher found = mention.matcher(prompt);
        return found.find() ? found.replaceAll("\\\\@") + EXPLANATION : prompt;
    }
}
