package orchestrator.repair.weakening;

import java.util.List;

/** Finds the files of a repair that the earlier tests, which are tried on the repaired program, have otherwise. */
public final class EarlierTests {
    private EarlierTests() {}

    /** Those that belong to the tests or decide what is tested. */
    public static List<FileEdit> toRestore(List<FileEdit> edits) {
        return edits.stream()
                .filter(edit -> TestFiles.isTest(edit.path())
                        || TestSettings.isOne(edit.path())
                        || ShadowFiles.isOne(edit)
                        || ShadowFiles.isInstalledLibrary(edit.path()))
                .toList();
    }
}
