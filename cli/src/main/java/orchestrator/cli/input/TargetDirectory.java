package orchestrator.cli.input;

import java.nio.file.Path;
import orchestrator.cli.output.CommandException;
import orchestrator.home.WorkDirectory;

/** A directory that agents will work in. */
public final class TargetDirectory {
    private TargetDirectory() {}

    /** Returns its real path, or refuses a directory in which no agent could work. */
    public static Path check(CommandCaller caller, String named, String meaning) {
        try {
            WorkDirectory.path(named, meaning);
            return WorkDirectory.check(caller.resolve(named).toString(), meaning);
        } catch (WorkDirectory.Unusable e) {
            throw CommandException.badInput(e.getMessage(), e.remedy());
        }
    }
}
