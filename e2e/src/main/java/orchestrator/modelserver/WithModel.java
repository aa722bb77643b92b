package orchestrator.modelserver;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import orchestrator.harness.ScratchDirectory;
import orchestrator.harness.ScriptedAgentHome;
import orchestrator.harness.Tools;

/** Runs a command, or a shell, in which agent command lines talk to a scripted model: {@code e2e/with-model}. */
public final class WithModel {

    private WithModel() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (ModelServer model = ModelServer.start(0)) {
            Path home = ScratchDirectory.directory("by-hand");
            // env finds the command on the new path.
            List<String> command = new ArrayList<>(List.of("/usr/bin/env"));
            command.addAll(arguments.length == 0 ? List.of("bash", "--norc", "-i") : List.of(arguments));
            ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
            builder.environment().putAll(ScriptedAgentHome.in(home, model.url()).variables());
            builder.environment().merge("PATH", Tools.agents().toString(), (old, agents) -> agents + ":" + old);
            System.err.println("home " + home + ", requests to the model: " + model.url() + "/_log");
            System.exit(builder.start().waitFor());
        }
    }
}
