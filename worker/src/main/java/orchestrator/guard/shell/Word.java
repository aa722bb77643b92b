package orchestrator.guard.shell;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One argument after quotes, variables and substitutions were resolved as far as they are known. */
public record Word(List<Piece> pieces) {
    public Word {
        pieces = List.copyOf(pieces);
    }

    /** A part of a word. */
    public sealed interface Piece permits Literal, Glob, Token, Unknown {}

    public record Literal(String text) implements Piece {}

    /** An unquoted pattern such as {@code *} or {@code [ab]}, which matches names of files. */
    public record Glob(String pattern) implements Piece {}

    /**
     * Known in kind only, such as a number or a date: neither blanks nor slashes.
     *
     * @param source as it was written, such as {@code $$}
     */
    public record Token(String source) implements Piece {}

    /**
     * Anything, known only when the command runs.
     *
     * @param source as it was written, such as {@code $(date)}
     * @param splits true if it may become several arguments or none
     */
    public record Unknown(String source, boolean splits) implements Piece {}

    public static Word of(String text) {
        return new Word(List.of(new Literal(text)));
    }

    /** The text, if all of it is known and none of it is a pattern. */
    public Optional<String> literal() {
        boolean isKnown = pieces.stream().allMatch(Literal.class::isInstance);
        return isKnown
                ? Optional.of(
                        pieces.stream().map(piece -> ((Literal) piece).text()).collect(Collectors.joining()))
                : Optional.empty();
    }

    /** The known text before the first pattern or unknown part. */
    public String prefix() {
        StringBuilder known = new StringBuilder();
        for (Piece piece : pieces) {
            if (!(piece instanceof Literal literal)) break;
            known.append(literal.text());
        }
        return known.toString();
    }

    public boolean hasUnknown() {
        return pieces.stream().anyMatch(piece -> piece instanceof Unknown || piece instanceof Token);
    }

    /** The text with {@code 0} for every token, since a path leads to the same place whatever they are; else empty. */
    public Optional<String> sample() {
        StringBuilder sample = new StringBuilder();
        for (Piece piece : pieces) {
            if (piece instanceof Literal literal) sample.append(literal.text());
            else if (piece instanceof Token) sample.append('0');
            else return Optional.empty();
        }
        return Optional.of(sample.toString());
    }

    public boolean hasGlob() {
        return pieces.stream().anyMatch(Glob.class::isInstance);
    }

    /** For people, as it was written or nearly so. */
    public String shown() {
        return pieces.stream().map(Word::shown).collect(Collectors.joining());
    }

    private static String shown(Piece piece) {
        if (piece instanceof Literal literal) return literal.text();
        if (piece instanceof Token token) return token.source();
        return piece instanceof Glob glob ? glob.pattern() : ((Unknown) piece).source();
    }
}
