package orchestrator.git;

import java.util.List;
import java.util.stream.Stream;

/**
 * Fixed settings for the git that we run. They override user settings that change output which we parse or show, or
 * that make git do more than we ask. Settings that decide on the content of files (line ends, filters, ignored files)
 * stay the user's. The git that agents run is not affected.
 */
final class GitSettings {
    private static final List<String> NO_SIDE_EFFECTS = List.of(
            "core.hooksPath=/dev/null",
            "core.editor=true",
            "core.fsmonitor=false",
            "core.splitIndex=false",
            "core.safecrlf=false",
            "commit.gpgSign=false",
            "gc.auto=0",
            "maintenance.auto=false",
            "rerere.enabled=false",
            "submodule.recurse=false",
            "fetch.recurseSubmodules=false",
            "fetch.prune=false",
            "fetch.pruneTags=false",
            "fetch.writeCommitGraph=false",
            "fetch.fsckObjects=false",
            "transfer.fsckObjects=false",
            "uploadpack.hideRefs=",
            "transfer.hideRefs=",
            "protocol.file.allow=always",
            "merge.autoStash=false",
            "merge.renames=true",
            "merge.verifySignatures=false");

    private static final List<String> OUTPUT = List.of(
            "core.quotePath=false",
            // A fixed length, so that a diff stays the same text when the repository grows.
            "core.abbrev=10",
            "column.ui=never",
            "grep.patternType=default",
            "grep.extendedRegexp=false",
            "i18n.commitEncoding=UTF-8",
            "i18n.logOutputEncoding=UTF-8",
            "commit.cleanup=whitespace",
            "log.showSignature=false",
            "log.showRoot=true",
            "log.follow=false",
            "format.pretty=medium",
            "status.showUntrackedFiles=normal",
            "status.submoduleSummary=false",
            "status.short=false",
            "status.branch=false",
            "status.showStash=false");

    private static final List<String> DIFFS = List.of(
            "diff.noprefix=false",
            "diff.mnemonicPrefix=false",
            "diff.srcPrefix=a/",
            "diff.dstPrefix=b/",
            "diff.relative=false",
            "diff.orderFile=/dev/null",
            "diff.renames=true",
            "diff.renameLimit=1000",
            "diff.algorithm=default",
            "diff.indentHeuristic=true",
            "diff.context=3",
            "diff.interHunkContext=0",
            "diff.suppressBlankEmpty=false",
            "diff.submodule=short",
            "diff.ignoreSubmodules=dirty");

    /** The more specific setting wins, so {@code color.ui} alone would turn nothing off. */
    private static final List<String> COLORED = List.of(
            "ui",
            "diff",
            "status",
            "branch",
            "grep",
            "interactive",
            "showBranch",
            "advice",
            "push",
            "remote",
            "transport");

    private GitSettings() {}

    /** In the form that {@code git -c} takes. */
    static List<String> all(String name, String email) {
        Stream<String> identity = Stream.of("user", "author", "committer")
                .flatMap(who -> Stream.of(who + ".name=" + name, who + ".email=" + email));
        return Stream.of(
                        identity,
                        Stream.of("user.useConfigOnly=false"),
                        NO_SIDE_EFFECTS.stream(),
                        OUTPUT.stream(),
                        DIFFS.stream(),
                        COLORED.stream().map(what -> "color." + what + "=false"))
                .flatMap(settings -> settings)
                .toList();
    }
}
