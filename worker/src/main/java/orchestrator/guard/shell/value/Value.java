package orchestrator.guard.shell.value;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import orchestrator.guard.shell.Word;

/** What a variable may hold: each alternative is an array, with one element if the variable is none. */
public record Value(List<List<Word>> alternatives) {
    private static final int ALTERNATIVES_MAX = 32;
    public static final Value EMPTY = new Value(List.of(List.of(Word.of(""))));

    public Value {
        alternatives = alternatives.stream().map(List::copyOf).toList();
    }

    public static Value of(String text) {
        return new Value(List.of(List.of(Word.of(text))));
    }

    public static Value of(Word word) {
        return new Value(List.of(List.of(word)));
    }

    public static Value unknown(String source) {
        return of(unknownWord(source));
    }

    public static Word unknownWord(String source) {
        return new Word(List.of(new Word.Unknown(source, true)));
    }

    /** Something without blanks, such as a number. */
    public static Value unknownToken(String source) {
        return of(token(source));
    }

    public static Word token(String source) {
        return new Word(List.of(new Word.Token(source)));
    }

    public boolean isUnknown() {
        return alternatives.stream().flatMap(List::stream).anyMatch(Word::hasUnknown);
    }

    /** Either of both. */
    public Value or(Value other, String source) {
        if (equals(other)) return this;
        Set<List<Word>> all = new LinkedHashSet<>(alternatives);
        all.addAll(other.alternatives);
        return all.size() > ALTERNATIVES_MAX ? unknown(source) : new Value(new ArrayList<>(all));
    }

    /** The same alternatives, in any order. */
    public boolean isLike(Value other) {
        return equals(other) || Set.copyOf(alternatives).equals(Set.copyOf(other.alternatives));
    }

    /** Only scalars, that is first elements. */
    public Stream<Word> scalars() {
        return alternatives.stream().map(each -> each.isEmpty() ? Word.of("") : each.get(0));
    }
}
