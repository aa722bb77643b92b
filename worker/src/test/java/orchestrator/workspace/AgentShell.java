package orchestrator.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Runs what an agent does in its checkout as a shell script. Its git has an identity and no hooks. */
final class AgentShell {
    private final Path home;

    AgentShell(Path home) {
        this.home = home;
    }

    void run(Path directory, String script) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-ec", script)
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().put("HOME", home.resolve("nobody").toString());
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        for (String who : new String[] {"AUTHOR", "COMMITTER"}) {
            builder.environment().put("GIT_" + who + "_NAME", "Agent");
            builder.environment().put("GIT_" + who + "_EMAIL", "agent@example.org");
        }
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(script + "\n" + out).isZero();
    }
}
