package orchestrator.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import orchestrator.agent.LaunchSpec;
import orchestrator.launch.Remedy;

/** Variables that earlier launches of a run have shown to be necessary, whatever the agent. */
final class RemedyVariables {
    private RemedyVariables() {}

    static void apply(Map<String, String> environment, LaunchSpec spec) {
        if (spec.needs(Remedy.SAFE_DIRECTORY)) addToGit(environment, spec.workspace());
        if (spec.needs(Remedy.OWN_TEMPORARY_DIRECTORY)) environment.put("TMPDIR", made(spec.scratch()));
        if (spec.needs(Remedy.PLAIN_TERMINAL)) {
            environment.put("TERM", "dumb");
            environment.put("NO_COLOR", "1");
            environment.put("LC_ALL", "C.UTF-8");
        }
    }

    /** Git reads settings from numbered variables; those that are there stay. */
    private static void addToGit(Map<String, String> environment, Path workspace) {
        int count = count(environment.getOrDefault("GIT_CONFIG_COUNT", ""));
        environment.put("GIT_CONFIG_KEY_" + count, "safe.directory");
        environment.put("GIT_CONFIG_VALUE_" + count, workspace.toString());
        environment.put("GIT_CONFIG_COUNT", String.valueOf(count + 1));
    }

    private static int count(String written) {
        return written.matches("\\d{1,3}") ? Integer.parseInt(written) : 0;
    }

    private static String made(Path directory) {
        try {
            return Files.createDirectories(directory).toString();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the directory for temporary files " + directory, e);
        }
    }
}
