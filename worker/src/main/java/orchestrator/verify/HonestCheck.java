package orchestrator.verify;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import orchestrator.checkout.CheckoutActivities.Verified;
import orchestrator.checkout.CheckoutActivities.Verified.Status;
import orchestrator.identity.LaunchId;
import orchestrator.process.TimedCommand;
import orchestrator.verify.CheckRecord.Entry;
import orchestrator.workspace.Checkouts;
import orchestrator.workspace.inspection.ResultHistory;
import orchestrator.workspace.inspection.ResultHistory.Change;
import orchestrator.workspace.request.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps agents from removing a red check. A check that could be run earlier and no longer can counts as red; if it is
 * green only since the check was changed, the user decides.
 */
public final class HonestCheck {
    private static final Logger log = LoggerFactory.getLogger(HonestCheck.class);
    private static final int NOT_FOUND = 127;

    private final Checkouts checkouts;
    private final CheckCommand verification;
    private final String key;
    private final Path session;
    private final Duration limit;

    /** @param session directory of the session */
    public HonestCheck(Checkouts checkouts, CheckCommand verification, String key, Path session, Duration limit) {
        this.checkouts = checkouts;
        this.verification = verification;
        this.key = key;
        this.session = session;
        this.limit = limit;
    }

    /** The agents' changes to the check, and the check to compare with. */
    private record Seen(String words, List<Change> sinceEarlier, Map<String, String> toRestore, String earlier) {
        static final Seen NOTHING = new Seen("", List.of(), Map.of(), "");
    }

    /** @param directory in which the check ran */
    public Verified of(Verified verified, Path directory) throws Refused, InterruptedException {
        CheckRecord record = new CheckRecord(session);
        if (verified.status() == Status.NOTHING) return gone(verified, record);
        Optional<Entry> last = record.last(verified.command());
        Seen seen = checkouts
                .history(key, history -> look(history, verified.command(), last))
                .orElse(Seen.NOTHING);
        Verified judged = verified.withChanges(seen.words());
        if (verified.status() == Status.CANNOT_RUN) return cannotRun(judged, last.isPresent());
        if (verified.status() == Status.GREEN) judged = judged.withDoubt(doubt(judged, record, seen, directory));
        // A doubtful green does not replace the red that it is compared with.
        if (judged.doubt().isEmpty()) keep(record, judged);
        return judged;
    }

    private static Seen look(ResultHistory history, String command, Optional<Entry> last) {
        boolean wasRed = last.isPresent() && last.get().status() == Status.RED;
        String then =
                last.map(Entry::commit).filter(commit -> !commit.isEmpty()).orElse(history.base());
        String earlier = wasRed ? then : history.base();
        CheckChanges changes = new CheckChanges(
                history, command, new LinkedHashSet<>(List.of(history.base(), then, history.result())));
        List<Change> inAll = changes.since(history.base(), false);
        String from = inAll.isEmpty() ? then : history.base();
        List<Change> sinceEarlier = changes.since(earlier, wasRed);
        return new Seen(
                changes.inWords(inAll.isEmpty() ? changes.since(then, false) : inAll, from),
                sinceEarlier,
                changes.toRestore(sinceEarlier, earlier),
                earlier);
    }

    private static Verified cannotRun(Verified verified, boolean ranBefore) {
        if (ranBefore)
            return verified.asNoLongerRunnable("It could be run earlier in this session, and cannot any more.");
        Status untouched = verified.untouched();
        if (untouched == Status.GREEN || untouched == Status.RED)
            return verified.asNoLongerRunnable("On what the session began with it can be run, and here it cannot.");
        if (untouched != null) return verified;
        if (!verified.changed().isEmpty()) return verified.asNoLongerRunnable("It cannot be run since then.");
        return verified.withDoubt("`" + verified.command() + "` cannot be run, and it is unknown if it could be before"
                + " the agents began.");
    }

    /** The reason to doubt a green result; empty if there is none. */
    private String doubt(Verified green, CheckRecord record, Seen seen, Path directory)
            throws Refused, InterruptedException {
        String replaced = replaced(green, record, directory);
        if (!replaced.isEmpty()) return replaced;
        if (seen.sinceEarlier().isEmpty()) return "";
        boolean wasRed = record.last(green.command())
                .filter(entry -> entry.status() == Status.RED)
                .isPresent();
        Optional<Verified> then = asItWas(green.command(), seen);
        String command = "`" + green.command() + "`";
        String words = seen.words().isEmpty() ? changedTests(seen) : seen.words();
        if (then.isPresent() && then.get().status() == Status.GREEN) return "";
        if (wasRed) return command + " was red, and is green only since the check itself was changed. " + words;
        boolean isRed = then.isPresent() && then.get().status() == Status.RED;
        return isRed
                ? command + " is green, but with the check as it was before it is red (exit code "
                        + then.get().exitCode() + "). " + words
                : "";
    }

    private static String changedTests(Seen seen) {
        return "Changed since then: "
                + String.join(
                        ", ", seen.sinceEarlier().stream().map(Change::name).toList()) + ".";
    }

    /** The result of the earlier check on the new work; empty if it cannot be tried. */
    private Optional<Verified> asItWas(String command, Seen seen) throws Refused, InterruptedException {
        try {
            Optional<Path> tree = checkouts.treeWithEarlier(key, seen.toRestore(), seen.earlier());
            if (tree.isEmpty()) return Optional.empty();
            Path output = session.resolve("verify-as-it-was.log");
            return Optional.of(
                    verification.run(command, tree.get(), new LaunchId(key, "verify-as-it-was", 1), output, limit));
        } catch (Refused cannotBeMade) {
            log.warn("no checkout with the earlier check session={} reason={}", key, cannotBeMade.getMessage());
            return Optional.empty();
        } finally {
            checkouts.dropUntouchedTree(key);
        }
    }

    /** If the build file that suggested the check is gone, the user judges its replacement. */
    private String replaced(Verified green, CheckRecord record, Path directory) throws Refused {
        if (green.guessedFrom().isEmpty()) return "";
        return earlierGuess(record)
                .filter(guess -> !guess.isSuggestedIn(directory))
                .map(guess -> "The check was `" + guess.command() + "`, guessed from " + guess.from()
                        + ", which does not suggest it any more" + by(guess) + "; now it is `" + green.command()
                        + "`, guessed from " + green.guessedFrom() + ".")
                .orElse("");
    }

    /** No build file suggests a check any more; if one did before, the check is red. */
    private Verified gone(Verified nothing, CheckRecord record) throws Refused {
        Optional<CheckGuess> earlier = earlierGuess(record);
        if (earlier.isEmpty()) return nothing;
        CheckGuess guess = earlier.get();
        String tail = guess.from() + " suggested it, and does not any more.";
        return Verified.of(Status.CANNOT_RUN, guess.command(), guess.from())
                .withRun(NOT_FOUND, 0, "", tail)
                .withChanges("The check itself was changed" + by(guess) + ": " + guess.from() + ".")
                .asNoLongerRunnable("It was guessed from " + guess.from() + ", which suggests no check any more.");
    }

    private Optional<CheckGuess> earlierGuess(CheckRecord record) throws Refused {
        return checkouts
                .history(key, history -> EarlierGuess.of(history, record))
                .orElse(Optional.empty());
    }

    private String by(CheckGuess guess) {
        try {
            List<String> runs = checkouts
                    .history(key, history -> history.runs(history.base(), Set.of(guess.from())))
                    .orElse(List.of());
            return runs.isEmpty() ? "" : " by " + String.join(" and ", runs);
        } catch (Refused noCheckouts) {
            return "";
        }
    }

    private void keep(CheckRecord record, Verified verified) throws Refused {
        if (verified.exitCode() == TimedCommand.TIME_IS_UP && verified.status() != Status.RED) return;
        String commit = checkouts.history(key, ResultHistory::result).orElse("");
        record.add(new Entry(verified.command(), verified.guessedFrom(), verified.status(), commit));
    }
}
