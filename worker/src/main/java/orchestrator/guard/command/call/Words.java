package orchestrator.guard.command.call;

import java.util.ArrayList;
import java.util.List;
import orchestrator.guard.shell.Word;

/** Parts of words. */
public final class Words {
    private Words() {}

    /** The word without its first characters, which must be known text. */
    public static Word after(Word word, int characters) {
        List<Word.Piece> rest = new ArrayList<>();
        int left = characters;
        for (Word.Piece piece : word.pieces()) {
            if (left > 0 && piece instanceof Word.Literal literal) {
                int taken = Math.min(left, literal.text().length());
                left -= taken;
                if (taken < literal.text().length())
                    rest.add(new Word.Literal(literal.text().substring(taken)));
            } else {
                rest.add(piece);
            }
        }
        return rest.isEmpty() ? Word.of("") : new Word(rest);
    }

    /** The word with each occurrence of a text replaced by another word. */
    public static Word replace(Word word, String text, Word by) {
        List<Word.Piece> pieces = new ArrayList<>();
        for (Word.Piece piece : word.pieces()) {
            if (!(piece instanceof Word.Literal literal) || !literal.text().contains(text)) {
                pieces.add(piece);
                continue;
            }
            int at = 0;
            for (int hit = literal.text().indexOf(text);
                    hit >= 0;
                    hit = literal.text().indexOf(text, at)) {
                if (hit > at) pieces.add(new Word.Literal(literal.text().substring(at, hit)));
                pieces.addAll(by.pieces());
                at = hit + text.length();
            }
            if (at < literal.text().length())
                pieces.add(new Word.Literal(literal.text().substring(at)));
        }
        return new Word(pieces);
    }

    /** The word with a text after it. */
    public static Word concat(Word word, String text) {
        List<Word.Piece> pieces = new ArrayList<>(word.pieces());
        pieces.add(new Word.Literal(text));
        return new Word(pieces);
    }

    public static List<Word> of(String... texts) {
        return java.util.Arrays.stream(texts).map(Word::of).toList();
    }

    public static List<Word> concat(List<Word> first, List<Word> second) {
        List<Word> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    /** True if the word begins with that text. */
    public static boolean startsWith(Word word, String text) {
        return word.prefix().startsWith(text);
    }
}
