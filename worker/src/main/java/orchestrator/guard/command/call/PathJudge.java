package orchestrator.guard.command.call;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.shell.Word;

/** Judges arguments that name files, known wholly or in part. */
public final class PathJudge {
    private static final String UNKNOWN = "unknown-path";
    private final JudgingBasis around;
    private final Optional<Path> directory;

    public PathJudge(JudgingBasis around, Optional<Path> directory) {
        this.around = around;
        this.directory = directory;
    }

    public GuardDecision write(Word word) {
        return judge(word, path -> around.files().write(path), false);
    }

    public GuardDecision delete(Word word, boolean isRecursive) {
        if (isRecursive && endsWithStar(word) && !leadsUp(word)) {
            Optional<Path> parent = path(parentOf(word.prefix()));
            if (parent.isPresent()) return around.files().delete(parent.get(), true);
        }
        return judge(word, path -> around.files().delete(path, isRecursive), isRecursive);
    }

    public GuardDecision read(Word word) {
        Optional<Path> path = known(word).flatMap(this::path);
        if (path.isPresent()) return around.files().read(path.get());
        if (!word.hasGlob() || word.hasUnknown()) return GuardDecision.ALLOWED;
        return ofGlob(word, around.territory().secret(), around.files()::read, true);
    }

    /** Reading everything below it: refused also if something secret lies there. */
    public GuardDecision readTree(Word word) {
        Optional<Path> path = known(word).flatMap(this::path);
        if (path.isEmpty()) return read(word);
        Path real = around.view().real(path.get());
        for (Path secret : around.territory().secret()) {
            if (secret.startsWith(real) && !real.startsWith(around.territory().workspace()))
                return GuardDecision.deny(
                        "read-secret",
                        "Below " + real + " lie secrets such as " + secret + ". Name a directory without them.");
        }
        return around.files().read(path.get());
    }

    /** The absolute path, if all of the word is known. */
    public Optional<Path> path(Word word) {
        return known(word).flatMap(this::path);
    }

    private GuardDecision judge(Word word, Function<Path, GuardDecision> rule, boolean isRecursive) {
        Optional<String> known = known(word);
        if (known.isPresent()) return path(known.get()).map(rule).orElseGet(() -> unknown(word));
        if (word.hasGlob() && word.pieces().stream().anyMatch(Word.Token.class::isInstance))
            return judge(withoutTokens(word), rule, isRecursive);
        if (word.hasUnknown()) return partlyKnown(word, rule, isRecursive);
        if (leadsUp(word)) return unknown(word);
        return ofGlob(word, around.territory().refused(), rule, isRecursive);
    }

    /** Any number will do for a number. */
    private static Word withoutTokens(Word word) {
        return new Word(word.pieces().stream()
                .map(piece -> piece instanceof Word.Token ? new Word.Literal("1") : piece)
                .toList());
    }

    private GuardDecision partlyKnown(Word word, Function<Path, GuardDecision> rule, boolean isRecursive) {
        String prefix = word.prefix();
        if (!isRecursive && word.pieces().size() == 1 && word.pieces().get(0) instanceof Word.Unknown piece) {
            Optional<Path> listed = PlainUnknown.listedBelow(piece).flatMap(below -> path(below + "/listed"));
            if (listed.isPresent()) return rule.apply(listed.get());
        }
        if (prefix.isEmpty() || isRecursive || prefix.equals("/")) return unknown(word);
        return path(prefix + "unknown")
                .map(rule)
                .map(decision -> decision.or(GuardDecision.watch(
                        UNKNOWN, "Which file " + word.shown() + " is will only be known when it runs.")))
                .orElseGet(() -> unknown(word));
    }

    private GuardDecision ofGlob(Word word, List<Path> guarded, Function<Path, GuardDecision> rule, boolean holds) {
        Optional<Path> whole = path(word.shown());
        if (whole.isEmpty()) return unknown(word);
        GlobPath glob = new GlobPath(whole.get());
        List<GuardDecision> decisions = new ArrayList<>();
        decisions.add(rule.apply(whole.get()));
        Optional<Path> parent = path(parentOf(word.prefix())).map(Path::normalize);
        List<Path> candidates = new ArrayList<>(guarded);
        // What lies above all of the matches has been judged with the whole pattern.
        parent.ifPresent(above -> candidates.removeIf(above::startsWith));
        parent.ifPresent(below -> candidates.addAll(gitFiles(below)));
        for (Path candidate : candidates) {
            if (holds
                    ? glob.mayHold(candidate) || glob.mayTouch(candidate)
                    : matchesExactly(glob, candidate, whole.get())) decisions.add(rule.apply(candidate));
        }
        return GuardDecision.strictest(decisions);
    }

    private static boolean matchesExactly(GlobPath glob, Path candidate, Path pattern) {
        return pattern.normalize().getNameCount() >= candidate.getNameCount() && glob.mayTouch(candidate);
    }

    private static List<Path> gitFiles(Path parent) {
        Path git = parent.endsWith(".git") ? parent : parent.resolve(".git");
        return List.of(git, git.resolve("config"), git.resolve("hooks"));
    }

    private GuardDecision unknown(Word word) {
        return GuardDecision.deny(
                UNKNOWN,
                "Which file " + word.shown()
                        + " is cannot be known before it runs. Write the path out, or put the file below "
                        + around.territory().workspace() + ".");
    }

    /** What matches may be a link, so nobody knows what is above it. */
    private static boolean leadsUp(Word word) {
        return word.hasGlob() && word.shown().substring(word.prefix().length()).matches("(?s).*(^|/)\\.\\.(/.*|$)");
    }

    private static boolean endsWithStar(Word word) {
        if (word.hasUnknown()) return false;
        String shown = word.shown();
        String last = shown.substring(shown.lastIndexOf('/') + 1);
        return word.hasGlob()
                && (last.isEmpty() ? shown.endsWith("*/") : last.matches("\\.?[*?.\\[\\]^!]*\\**"))
                && !word.prefix().substring(parentOf(word.prefix()).length()).matches("[A-Za-z0-9].*");
    }

    private static String parentOf(String prefix) {
        return prefix.substring(0, prefix.lastIndexOf('/') + 1);
    }

    /** All of the text, where unknown parts that are plain names count as known. */
    private Optional<String> known(Word word) {
        StringBuilder text = new StringBuilder();
        for (Word.Piece piece : word.pieces()) {
            if (piece instanceof Word.Literal literal) {
                text.append(literal.text());
            } else if (piece instanceof Word.Token
                    || piece instanceof Word.Unknown unknown && PlainUnknown.isName(unknown)) {
                text.append("1");
            } else if (piece instanceof Word.Unknown unknown && PlainUnknown.isTemporary(unknown) && text.isEmpty()) {
                text.append(around.territory().scratch()).append("/temporary");
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(text.toString());
    }

    private Optional<Path> path(String text) {
        try {
            String whole = text.equals("~") || text.startsWith("~/")
                    ? around.territory().home() + text.substring(1)
                    : text;
            Path given = Path.of(whole.endsWith("/") && !whole.equals("/") ? whole + "." : whole);
            if (given.isAbsolute()) return Optional.of(given);
            return directory.map(base -> base.resolve(given));
        } catch (InvalidPathException nul) {
            return Optional.empty();
        }
    }
}
