package orchestrator.guard.shell.syntax;

import java.util.function.Supplier;

/**
 * A redirection.
 *
 * @param descriptor number or {@code {name}} before the operator, or empty
 * @param operator such as {@code >>}; {@code <<} for every here-document
 * @param content of {@link #target()}, since a here-document's text follows the statement
 */
public record Redirect(String descriptor, String operator, Supplier<ShellWord> content) {

    /** The file, or the text of a here-document or here-string. */
    public ShellWord target() {
        return content.get();
    }

    /** True if it is the standard input. */
    public boolean isInput() {
        return operator.startsWith("<") && (descriptor.isEmpty() || descriptor.equals("0"));
    }

    /** True if it is the standard output, perhaps with others. */
    public boolean isOutput() {
        if (operator.startsWith("&>")) return true;
        return operator.startsWith(">") && (descriptor.isEmpty() || descriptor.equals("1"));
    }
}
