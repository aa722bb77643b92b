package orchestrator.repair.task;

import java.util.stream.Collectors;
import orchestrator.eventlog.Artifacts;
import orchestrator.home.AtomicFile;
import orchestrator.home.Home;
import orchestrator.text.Text;

/** Keeps the ledger of a task's attempts as a file and an artifact, with the long texts that it refers to. */
public final class FixLedger {
    private static final int CHARACTERS_MAX = 1_200_000;
    private static final int TEXT_CHARACTERS_MAX = 100_000;

    private final Home home;
    private final Artifacts artifacts;

    public FixLedger(Home home, Artifacts artifacts) {
        this.home = home;
        this.artifacts = artifacts;
    }

    /** Replaces each line that is only the reference of an artifact by its text. Returns the ledger's reference. */
    public String keep(String key, String markdown) {
        String whole = markdown.lines().map(this::text).collect(Collectors.joining("\n", "", "\n"));
        String cut = Text.shorten(whole, CHARACTERS_MAX);
        AtomicFile.of(TaskFiles.of(home, key).file(TaskFiles.LEDGER))
                .ownerOnly()
                .write(cut);
        return artifacts.put(cut);
    }

    private String text(String line) {
        return artifacts
                .get(line.strip())
                .map(text -> Text.shorten(text.stripTrailing(), TEXT_CHARACTERS_MAX))
                .orElse(line);
    }
}
