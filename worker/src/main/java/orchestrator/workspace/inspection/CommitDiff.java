package orchestrator.workspace.inspection;

import java.nio.charset.StandardCharsets;
import orchestrator.checkout.CheckoutActivities.Diff;
import orchestrator.eventlog.Artifacts;
import orchestrator.git.Git;

/** The diff between two commits as text and in numbers. Binary files are named, not shown. */
final class CommitDiff {
    private static final int BYTES_MAX = 4_000_000;

    private final Git git;

    CommitDiff(Git git) {
        this.git = git;
    }

    String text(String from, String to) {
        byte[] diff = git.bytes("diff", "--no-ext-diff", "--no-textconv", "--find-renames", from, to);
        if (diff.length <= BYTES_MAX) return new String(diff, StandardCharsets.UTF_8);
        String first = new String(diff, 0, BYTES_MAX, StandardCharsets.UTF_8);
        return first + "\n… cut here: the whole diff has " + diff.length + " bytes\n";
    }

    String stat(String from, String to) {
        return git.run("diff", "--no-ext-diff", "--stat=100", "--find-renames", from, to);
    }

    Diff keep(Artifacts artifacts, String from, String to) {
        int files = 0;
        int insertions = 0;
        int deletions = 0;
        for (String line : git.names("diff", "--no-ext-diff", "--numstat", "--no-renames", "-z", from, to)) {
            String[] counts = line.split("\t", 3);
            files++;
            insertions += count(counts[0]);
            deletions += count(counts[1]);
        }
        return new Diff(artifacts.put(text(from, to)), files, insertions, deletions);
    }

    /** Git prints a dash for a binary file. */
    private static int count(String number) {
        return number.equals("-") ? 0 : Integer.parseInt(number);
    }
}
