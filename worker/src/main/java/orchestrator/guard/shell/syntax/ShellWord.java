package orchestrator.guard.shell.syntax;

import java.util.List;
import java.util.Optional;

/**
 * A word before any expansion.
 *
 * @param source as it was written
 */
public record ShellWord(List<Part> parts, String source) {
    public static final ShellWord EMPTY = new ShellWord(List.of(), "");

    public ShellWord {
        parts = List.copyOf(parts);
    }

    /** A piece of a word; what is quoted is neither split nor a pattern. */
    public sealed interface Part permits Text, Parameter, Command, Process, Arithmetic, Array {}

    public record Text(String text, boolean isQuoted) implements Part {}

    /**
     * Such as {@code $x}, {@code ${x:-y}} or {@code ${a[0]}}.
     *
     * @param index of an array's element; empty if there is none
     * @param prefix {@code #} for the length, {@code !} for an indirect one, or empty
     * @param operator such as {@code :-}, or empty
     */
    public record Parameter(
            String name, ShellWord index, String prefix, String operator, ShellWord operand, boolean isQuoted)
            implements Part {}

    public record Command(Statement body, boolean isQuoted, String source) implements Part {}

    /** {@code <(…)} or {@code >(…)}. */
    public record Process(Statement body, boolean isInput, String source) implements Part {}

    /** {@code $((…))}, with what is expanded in it. */
    public record Arithmetic(ShellWord expression, boolean isQuoted) implements Part {}

    /** {@code (a b)} behind {@code name=}. */
    public record Array(List<ShellWord> elements) implements Part {
        public Array {
            elements = List.copyOf(elements);
        }
    }

    /** The text if all of it is plain and nothing of it is quoted, as keywords and names have to be. */
    public Optional<String> plain() {
        if (parts.size() != 1 || !(parts.get(0) instanceof Text text) || text.isQuoted()) return Optional.empty();
        return Optional.of(text.text());
    }

    /** True if some part of it is in quotes or escaped. */
    public boolean hasQuotes() {
        return parts.stream().anyMatch(part -> part instanceof Text text && text.isQuoted());
    }
}
