package orchestrator.cli.result;

import orchestrator.cli.output.CommandException;
import orchestrator.json.WireName;
import orchestrator.settlement.MergeMode;
import orchestrator.settlement.MergeOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of the commit that holds a result. */
final class CommitOptions {
    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description =
                    "squash: one commit with all changes (default); commits: keep the agents' commits, below a merge"
                            + " commit.")
    private String mode = MergeMode.SQUASH.wire();

    @Nullable
    @Option(
            names = {"-m", "--message"},
            paramLabel = "TEXT",
            description = "The commit message (default: the first line of the prompt).")
    private String message;

    MergeOptions with(@Nullable String branch, boolean filesOnly, boolean keepBranch) {
        MergeMode wanted = WireName.find(MergeMode.class, mode)
                .orElseThrow(() -> CommandException.badInput(
                        "`" + mode + "` is no mode; there are squash and commits.", "See:  orchestrate merge --help"));
        return new MergeOptions(
                wanted, branch == null ? "" : branch, filesOnly, keepBranch, message == null ? "" : message);
    }
}
