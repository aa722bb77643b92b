package orchestrator.guard.command.wrapper;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import orchestrator.guard.command.call.Words;
import orchestrator.guard.shell.Word;

/**
 * What find finds.
 *
 * @param roots where it looks
 * @param tests all words after them
 * @param words that stand for what it finds
 */
record FoundFiles(List<Word> roots, List<Word> tests, List<Word> words) {
    private static final Set<String> NAMES =
            Set.of("-name", "-iname", "-path", "-ipath", "-wholename", "-iwholename", "-regex", "-iregex", "-lname");

    /** Tests that only some of the files pass. */
    private static final Set<String> NARROWING = Set.of(
            "-empty",
            "-size",
            "-mtime",
            "-mmin",
            "-ctime",
            "-cmin",
            "-atime",
            "-amin",
            "-newer",
            "-inum",
            "-links",
            "-samefile",
            "-newermt");

    static FoundFiles of(List<Word> arguments) {
        int at = 0;
        while (at < arguments.size() && arguments.get(at).prefix().matches("-[HLP]|-O\\d?|-D")) {
            at += arguments.get(at).prefix().equals("-D") ? 2 : 1;
        }
        List<Word> roots = new ArrayList<>();
        while (at < arguments.size() && !isTest(arguments.get(at))) roots.add(arguments.get(at++));
        List<Word> tests = arguments.subList(Math.min(at, arguments.size()), arguments.size());
        if (roots.isEmpty()) roots.add(Word.of("."));
        boolean followsRoots =
                arguments.stream().anyMatch(word -> word.literal().orElse("").matches("-[HL]|-follow"));
        if (followsRoots) roots.replaceAll(root -> Words.concat(root, "/."));
        List<Word> words = new ArrayList<>();
        List<String> patterns = patterns(tests);
        for (Word root : roots) {
            if (patterns.isEmpty()) words.add(root);
            for (String pattern : patterns) {
                words.add(below(root, pattern));
                for (String name : List.of("config", "hooks"))
                    if (mayMatch(pattern, name)) words.add(below(root, ".git/" + name));
            }
        }
        return new FoundFiles(roots, tests, words);
    }

    private static boolean mayMatch(String pattern, String name) {
        String form = pattern.replaceAll("\\[[^]]*]", "?").replaceAll("[^A-Za-z0-9_*?-]", ".");
        return name.matches(form.replace("*", ".*").replace('?', '.'));
    }

    private static boolean isTest(Word word) {
        String prefix = word.prefix();
        return prefix.startsWith("-") && prefix.length() > 1 || prefix.matches("[()!,]");
    }

    /** A test that is negated names nothing: what is found then may be anything else. */
    private static List<String> patterns(List<Word> tests) {
        List<String> patterns = new ArrayList<>();
        boolean isNegated = false;
        for (int i = 0; i < tests.size(); i++) {
            String test = tests.get(i).literal().orElse("");
            if (test.equals("-o") || test.equals("-or") || test.equals(",")) {
                if (patterns.isEmpty()) return List.of();
            } else if (NAMES.contains(test) && i + 1 < tests.size()) {
                String pattern = tests.get(++i).shown();
                String name = pattern.substring(pattern.lastIndexOf('/') + 1);
                if (!isNegated)
                    patterns.add(
                            name.isEmpty() || name.matches("[*.]+") && !test.endsWith("name")
                                    ? pattern.replaceAll("^[.*/]+|/?\\*$", "")
                                    : name);
            } else if (NARROWING.contains(test) && !isNegated) {
                patterns.add("empty");
            }
            isNegated = test.equals("!") || test.equals("-not");
        }
        return patterns.stream()
                .map(pattern -> pattern.isEmpty() ? "*" : pattern)
                .toList();
    }

    /** A file with a name of that form below a directory, however deep. */
    static Word below(Word root, String pattern) {
        List<Word.Piece> pieces = new ArrayList<>(root.pieces());
        if (!root.shown().endsWith("/")) pieces.add(new Word.Literal("/"));
        boolean isPattern = pattern.matches(".*[*?\\[].*");
        pieces.add(isPattern ? new Word.Glob(pattern) : new Word.Literal(pattern));
        return new Word(pieces);
    }
}
