package orchestrator.workspace.staging;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.List;
import orchestrator.git.FileName;
import orchestrator.git.Git;

/**
 * Changes hidden by {@code update-index --assume-unchanged} or {@code --skip-worktree}. In an agent's checkout they
 * would be lost, so these flags are removed, except for files that a sparse checkout omits.
 */
public final class HiddenChanges {
    private final Git git;

    public HiddenChanges(Git git) {
        this.git = git;
    }

    public void reveal() {
        List<String> assumed = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        for (String line : git.names("ls-files", "-v", "-z")) {
            char tag = line.charAt(0);
            String name = line.substring(2);
            if (Character.isLowerCase(tag)) assumed.add(name);
            if (Character.toUpperCase(tag) == 'S') skipped.add(name);
        }
        if (!assumed.isEmpty()) update("--no-assume-unchanged", assumed);
        if (!skipped.isEmpty()) update("--no-skip-worktree", hidden(skipped));
    }

    private List<String> hidden(List<String> skipped) {
        boolean sparse =
                git.find("config", "--bool", "core.sparseCheckout").orElse("").equals("true");
        return skipped.stream()
                .filter(name -> !sparse || Files.exists(FileName.at(git.directory(), name), LinkOption.NOFOLLOW_LINKS))
                .toList();
    }

    private void update(String what, List<String> names) {
        if (!names.isEmpty()) git.runWith(Git.listed(names), "update-index", what, "-z", "--stdin");
    }
}
