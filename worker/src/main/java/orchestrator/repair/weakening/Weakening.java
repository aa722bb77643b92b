package orchestrator.repair.weakening;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import orchestrator.repair.weakening.FileEdit.Kind;
import orchestrator.text.Text;

/**
 * Decides if a repair weakens the tests. It may add tests; whatever else it does to tests, to their settings or behind
 * their back is for a person to judge. A doubt counts as weakened.
 */
public final class Weakening {
    private static final int SENTENCES_MAX = 20;
    private static final int LINE_CHARACTERS_MAX = 120;
    private static final Pattern ASSERTION = Pattern.compile(
            "(?i)assert|expect|should|verify|\\brequire\\b|\\bcheck\\b|\\beq!|\\bmust\\b|toBe|toEqual|t\\.(Error|Fatal|Errorf|Fatalf)");

    private final Set<String> ofCommand;
    private final Set<String> sentences = new LinkedHashSet<>();

    private Weakening(Set<String> ofCommand) {
        this.ofCommand = ofCommand;
    }

    /**
     * @param ofCommand files that the test command names or runs, as far as that is known
     * @return what the repair does to the tests, one sentence each; empty if nothing
     */
    public static List<String> of(List<FileEdit> edits, Set<String> ofCommand) {
        Weakening found = new Weakening(ofCommand);
        edits.forEach(found::look);
        List<String> all = new ArrayList<>(found.sentences);
        if (all.size() <= SENTENCES_MAX) return all;
        List<String> first = new ArrayList<>(all.subList(0, SENTENCES_MAX));
        first.add("And " + (all.size() - SENTENCES_MAX) + " more of this kind.");
        return first;
    }

    private void look(FileEdit edit) {
        String path = edit.path();
        if (edit.losesExecution()) say(path + " cannot be executed any more.");
        if (ShadowFiles.isInstalledLibrary(path)) say("It changes an installed library: " + path + ".");
        else if (edit.kind() == Kind.SUBMODULE) say("It changes the submodule " + path + ".");
        else if (ofCommand.contains(path)) lookAtCommand(edit);
        else if (TestSettings.isOne(path)) lookAtSettings(edit);
        else if (ShadowFiles.isOne(edit))
            say("It changes " + path + ", which takes the place of a library or is loaded" + " before the tests.");
        else if (TestFiles.isTest(path)) lookAtTest(edit);
        else lookAtSource(edit);
    }

    private void lookAtCommand(FileEdit edit) {
        say("It " + verb(edit) + " " + edit.path() + ", which the test command runs.");
    }

    private void lookAtSettings(FileEdit edit) {
        if (!TestSettings.isChangedBy(edit)) return;
        say("It " + verb(edit) + " " + edit.path() + ", which can decide what is tested and how.");
    }

    private static String verb(FileEdit edit) {
        if (edit.isNew()) return "adds";
        return edit.isDeletion() ? "deletes" : "changes";
    }

    private void lookAtTest(FileEdit edit) {
        if (edit.kind() != Kind.TEXT) {
            say("It " + verb(edit) + " " + edit.path() + ", which belongs to the tests and is no text.");
        } else if (edit.isDeletion()) {
            say("It deletes " + edit.path() + ", which belongs to the tests.");
        } else if (edit.isNew()) {
            edit.linesAfter()
                    .forEach(line -> TestMarkers.ofProcess(line)
                            .ifPresent(does ->
                                    say("A line of the new " + edit.path() + " " + does + ": " + quoted(line))));
        } else {
            lookAtChangedTest(edit.path(), edit.linesBefore(), edit.linesAfter());
        }
    }

    private void lookAtChangedTest(String path, List<String> before, List<String> after) {
        LineChanges changes = LineChanges.of(before, after);
        Optional<String> assertion = changes.lost().stream()
                .filter(line -> ASSERTION.matcher(line).find())
                .findFirst();
        if (assertion.isPresent()) say("It changes or removes a check of " + path + ": " + quoted(assertion.get()));
        else if (!changes.lost().isEmpty())
            say("It changes or removes existing lines of " + path + ": "
                    + quoted(changes.lost().get(0)));
        Redefinitions names = Redefinitions.of(before);
        for (String line : changes.added()) {
            TestMarkers.inTest(line)
                    .ifPresent(does -> say("A line added to " + path + " " + does + ": " + quoted(line)));
            names.in(line)
                    .ifPresent(name -> say("A line added to " + path + " gives `" + name
                            + "` another meaning, which existing tests use: " + quoted(line)));
        }
    }

    private void lookAtSource(FileEdit edit) {
        if (edit.kind() == Kind.LINK) {
            say("It makes " + edit.path() + " a link, or changes where it leads.");
            return;
        }
        List<String> before = InlineTests.in(edit, edit.linesBefore());
        if (!before.isEmpty())
            lookAtChangedTest("the tests in " + edit.path(), before, InlineTests.in(edit, edit.linesAfter()));
        for (String line : LineChanges.of(edit.linesBefore(), edit.linesAfter()).added()) {
            SourceMarkers.in(line)
                    .ifPresent(does -> say("A line added to " + edit.path() + " " + does + ": " + quoted(line)));
        }
    }

    private static String quoted(String line) {
        String plain = line.strip();
        return plain.isEmpty() ? "an empty line." : "`" + Text.shorten(plain, LINE_CHARACTERS_MAX) + "`.";
    }

    private void say(String sentence) {
        sentences.add(sentence);
    }
}
