package orchestrator.guard.shell.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orchestrator.guard.shell.syntax.ShellWord.Part;
import orchestrator.guard.shell.syntax.ShellWord.Text;

/** Brace expansion, such as {@code a{b,c}} or {@code {1..3}}, which comes before all others. */
public final class Braces {
    private static final int WORDS_MAX = 256;
    private static final Pattern RANGE =
            Pattern.compile("(-?\\d{1,7}|[A-Za-z])\\.\\.(-?\\d{1,7}|[A-Za-z])(?:\\.\\.(-?\\d{1,7}))?");

    /** An unquoted character, or anything else as a whole. */
    private record Atom(char character, Part part) {
        boolean is(char expected) {
            return character == expected;
        }
    }

    private Braces() {}

    public static List<ShellWord> expand(ShellWord word) {
        boolean hasBrace = word.parts().stream()
                .anyMatch(part -> part instanceof Text text
                        && !text.isQuoted()
                        && text.text().indexOf('{') >= 0);
        if (!hasBrace) return List.of(word);
        List<List<Atom>> expanded = expand(atoms(word));
        return expanded.stream().map(atoms -> word(atoms, word.source())).toList();
    }

    private static List<Atom> atoms(ShellWord word) {
        List<Atom> atoms = new ArrayList<>();
        for (Part part : word.parts()) {
            if (part instanceof Text text && !text.isQuoted())
                for (char each : text.text().toCharArray()) atoms.add(new Atom(each, part));
            else atoms.add(new Atom('\0', part));
        }
        return atoms;
    }

    private static ShellWord word(List<Atom> atoms, String source) {
        List<Part> parts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (Atom atom : atoms) {
            if (atom.character() != '\0') {
                text.append(atom.character());
                continue;
            }
            if (!text.isEmpty()) parts.add(new Text(text.toString(), false));
            text.setLength(0);
            parts.add(atom.part());
        }
        if (!text.isEmpty()) parts.add(new Text(text.toString(), false));
        return new ShellWord(parts, source);
    }

    private static List<List<Atom>> expand(List<Atom> atoms) {
        for (int start = 0; start < atoms.size(); start++) {
            if (!atoms.get(start).is('{')) continue;
            int end = close(atoms, start);
            if (end < 0) continue;
            List<List<Atom>> choices = choices(atoms.subList(start + 1, end));
            if (choices.isEmpty()) continue;
            return product(atoms.subList(0, start), choices, expand(atoms.subList(end + 1, atoms.size())));
        }
        return List.of(atoms);
    }

    private static List<List<Atom>> product(List<Atom> before, List<List<Atom>> choices, List<List<Atom>> rests) {
        List<List<Atom>> all = new ArrayList<>();
        for (List<Atom> choice : choices) {
            for (List<Atom> rest : rests) {
                List<Atom> one = new ArrayList<>(before);
                one.addAll(choice);
                one.addAll(rest);
                all.add(one);
            }
        }
        if (all.size() > WORDS_MAX)
            throw new UnreadableShell(
                    "shell-size", "The braces stand for too many words to be judged; use a loop or fewer.");
        return all;
    }

    private static int close(List<Atom> atoms, int start) {
        int open = 0;
        for (int at = start; at < atoms.size(); at++) {
            if (atoms.get(at).is('{')) open++;
            if (atoms.get(at).is('}') && --open == 0) return at;
        }
        return -1;
    }

    /** Empty if it is no brace expression. */
    private static List<List<Atom>> choices(List<Atom> content) {
        List<List<Atom>> found = new ArrayList<>();
        int open = 0;
        int start = 0;
        for (int at = 0; at < content.size(); at++) {
            if (content.get(at).is('{')) open++;
            if (content.get(at).is('}')) open--;
            if (open > 0 || !content.get(at).is(',')) continue;
            found.addAll(expand(content.subList(start, at)));
            start = at + 1;
        }
        if (start == 0) return range(content);
        found.addAll(expand(content.subList(start, content.size())));
        return found;
    }

    private static List<List<Atom>> range(List<Atom> content) {
        StringBuilder text = new StringBuilder();
        content.forEach(atom -> text.append(atom.character()));
        Matcher matcher = RANGE.matcher(text);
        if (!matcher.matches()) return List.of();
        String from = matcher.group(1);
        String to = matcher.group(2);
        boolean isNumber = isNumber(from) && isNumber(to);
        if (!isNumber && (isNumber(from) || isNumber(to))) return List.of();
        int first = isNumber ? Integer.parseInt(from) : from.charAt(0);
        int last = isNumber ? Integer.parseInt(to) : to.charAt(0);
        int step = matcher.group(3) == null ? 1 : Math.max(1, Math.abs(Integer.parseInt(matcher.group(3))));
        int width = from.startsWith("0") || to.startsWith("0") ? Math.max(from.length(), to.length()) : 0;
        List<List<Atom>> found = new ArrayList<>();
        for (int at = first; first <= last ? at <= last : at >= last; at += first <= last ? step : -step) {
            // The ends stand for all numbers of a long range: no rule tells one number from the next.
            if (isNumber && found.size() == WORDS_MAX / 4) at = last;
            found.add(text(isNumber ? padded(at, width) : String.valueOf((char) at)));
        }
        return found;
    }

    private static String padded(int number, int width) {
        return width > 1 && number >= 0 ? String.format("%0" + width + "d", number) : String.valueOf(number);
    }

    private static boolean isNumber(String text) {
        return !Character.isLetter(text.charAt(text.length() - 1));
    }

    private static List<Atom> text(String text) {
        List<Atom> atoms = new ArrayList<>();
        Part part = new Text(text, false);
        for (char each : text.toCharArray()) atoms.add(new Atom(each, part));
        return atoms;
    }
}
