package orchestrator.workspace.staging;

import java.util.List;
import orchestrator.checkout.LeftOut.Why;

/** Recognises errors about single files, which do not keep git from taking the others. */
final class StagingErrors {
    private static final List<String> OF_THE_REPOSITORY = List.of(
            "No space left on device",
            "Disk quota exceeded",
            "Read-only file system",
            "insufficient permission",
            "repository database",
            "unable to create temporary",
            "filter",
            ".lock'");
    private static final List<String> OF_A_FILE = List.of(
            "ermission denied",
            "Operation not permitted",
            "failed to encode",
            "encoding",
            "nable to index file",
            "nable to process path",
            "nable to hash",
            "nvalid path",
            "beyond a symbolic link",
            "is a directory",
            "does not have a commit checked out",
            "adding files failed");

    private StagingErrors() {}

    static boolean areOfSingleFiles(String problem) {
        return OF_THE_REPOSITORY.stream().noneMatch(problem::contains)
                && OF_A_FILE.stream().anyMatch(problem::contains);
    }

    static LeftOutReason of(String problem) {
        boolean unreadable = problem.contains("ermission denied") || problem.contains("Operation not permitted");
        String first = problem.lines().findFirst().orElse("").strip();
        return unreadable
                ? new LeftOutReason(Why.UNREADABLE, "cannot be read")
                : new LeftOutReason(Why.REFUSED, "git does not take it: " + first);
    }
}
