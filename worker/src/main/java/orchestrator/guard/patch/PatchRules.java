package orchestrator.guard.patch;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orchestrator.guard.FileRules;
import orchestrator.guard.GuardDecision;

/** Judges a patch, in Codex's form or as a unified diff, file by file. */
public final class PatchRules {
    private PatchRules() {}

    /** @param directory from which its paths start */
    public static GuardDecision judge(String patch, Path directory, FileRules files) {
        Optional<FilePatch> read = FilePatch.of(patch);
        if (read.isEmpty()) {
            return GuardDecision.deny(
                    "patch",
                    "this patch cannot be read: it has to be whole, from `*** Begin Patch` to `*** End Patch` or a unified"
                            + " diff, and name its files.");
        }
        try {
            List<GuardDecision> all = new ArrayList<>();
            for (String name : read.get().written()) all.add(files.write(directory.resolve(name)));
            for (String name : read.get().deleted()) all.add(files.delete(directory.resolve(name), false));
            return GuardDecision.strictest(all);
        } catch (InvalidPathException e) {
            return GuardDecision.deny(
                    "patch", "this patch names a file that no file can be called: " + e.getReason() + ".");
        }
    }
}
