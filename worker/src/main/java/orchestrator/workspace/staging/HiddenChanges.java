package orchestrator.workspace.staging;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.List;
import orchestrator.git.FileName;
import orchestrator.git.Git;

/**
 * Git can be told not to look at a file ({@code update-index --assume-unchanged}, {@code --skip-worktree}). In an agent's
 * checkout that would hide its work, so it is taken back, except for files that a sparse checkout leaves away.
 */
public final class HiddenChanges {
    private final Git git;

    public HiddenChanges(Git git) {
        this.git = git;
    }

    public void show() {
        List<String> assumed = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        for (String line : git.names("ls-files", "-v", "-z")) {
            char tag = line.charAt(0);
            String name = line.substring(2);
            if (Character.isLowerCase(tag)) assumed.add(name);
            if (Character.toUpperCase(tag) == 'S') skipped.add(name);
        }
        if (!assumed.isEmpty()) tell("--no-assume-unchanged", assumed);
        if (!skipped.isEmpty()) tell("--no-skip-worktree", hidden(skipped));
    }

    private List<String> hidden(List<String> skipped) {
        boolean sparse =
                git.find("config", "--bool", "core.sparseCheckout").orElse("").equals("true");
        return skipped.stream()
                .filter(name -> !sparse || Files.exists(FileName.at(git.directory(), name), LinkOption.NOFOLLOW_LINKS))
                .toList();
    }

    private void tell(String what, List<String> names) {
        if (!names.isEmpty()) git.runWith(Git.listed(names), "update-index", what, "-z", "--stdin");
    }
}
