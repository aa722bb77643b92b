package orchestrator.guard.shell.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import orchestrator.guard.shell.Word;
import orchestrator.guard.shell.Word.Glob;
import orchestrator.guard.shell.Word.Literal;
import orchestrator.guard.shell.Word.Piece;
import orchestrator.guard.shell.syntax.ShellWord.Text;
import orchestrator.guard.shell.syntax.TextChange;

/** Names of files that match a pattern, after an operator such as {@code %} has changed them. */
public final class NamePattern {
    private static final Pattern PLAIN = Pattern.compile("(?=.*\\w.*/)[\\w.-]{2,}/[\\w.-]*\\w[\\w.-]*");

    private NamePattern() {}

    /** Names in the same directory, if the change cannot lead elsewhere. */
    public static Optional<Word> changed(Word names, TextChange change) {
        String place = names.prefix();
        String name = names.shown().substring(place.length());
        boolean isDirectory = name.endsWith("/")
                && change.operator().startsWith("%")
                && change.operand().stream().map(Text::text).toList().equals(List.of("/"));
        if (isDirectory) name = name.substring(0, name.length() - 1);
        if (names.hasUnknown() || !names.hasGlob() || name.endsWith("/")) return Optional.empty();
        String operand = change.operand().stream().map(Text::text).collect(Collectors.joining());
        boolean isSuffix = change.operator().startsWith("%");
        boolean isBase = change.operator().equals("##") && operand.equals("*/");
        long slashes = operand.chars().filter(each -> each == '/').count();
        boolean isReplacement = change.operator().startsWith("/");
        boolean isHere = slashes <= (isReplacement || isDirectory ? 1 : 0) && !operand.contains("..");
        if (isBase) return Optional.of(new Word(List.of(new Glob("*"))));
        if (isReplacement && !name.contains("/") && isPlain(place, operand)) return Optional.of(in(place));
        if (name.contains("/") || !isHere || !isSuffix && place.contains("/")) return Optional.empty();
        return Optional.of(in(isSuffix ? place : ""));
    }

    /** Below the place where the command runs, letters become other letters, and the leading {@code ./} stays. */
    private static boolean isPlain(String place, String operand) {
        return place.equals("./")
                && !operand.contains("..")
                && PLAIN.matcher(operand).matches();
    }

    private static Word in(String place) {
        List<Piece> pieces = new ArrayList<>();
        if (!place.isEmpty()) pieces.add(new Literal(place));
        pieces.add(new Glob("*"));
        return new Word(pieces);
    }
}
