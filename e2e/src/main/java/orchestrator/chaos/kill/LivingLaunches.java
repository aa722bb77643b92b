package orchestrator.chaos.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import orchestrator.home.Home;

/** The launches whose agents are alive. */
public final class LivingLaunches {

    private final Home home;

    public LivingLaunches(Home home) {
        this.home = home;
    }

    record Launch(String key, String run, int launch, ProcessHandle agent, Path directory) {

        String name() {
            return key + "/" + run + "/" + launch;
        }

        String runName() {
            return key + "/" + run;
        }

        /** The shell that waits for the agent to record its exit code; empty if it was killed already. */
        Optional<ProcessHandle> wrapper() {
            return agent.parent()
                    .filter(parent -> parent.info()
                            .arguments()
                            .map(arguments -> List.of(arguments).contains("claim"))
                            .orElse(false));
        }

        boolean isOver() {
            return !agent.isAlive();
        }
    }

    /** Sorted, since file systems list in any order. */
    public List<Launch> living(List<String> keys) {
        List<Launch> living = new ArrayList<>();
        for (String key : keys) {
            for (Path run : children(home.session(key).resolve("runs"))) {
                for (Path launch : children(run)) {
                    if (Files.exists(launch.resolve("exit"))) continue;
                    agent(launch.resolve("pid"))
                            .map(agent -> new Launch(key, name(run), Integer.parseInt(name(launch)), agent, launch))
                            .ifPresent(living::add);
                }
            }
        }
        return living;
    }

    /** Start times are not compared: pids are not reused within one kill test. */
    private static Optional<ProcessHandle> agent(Path pidFile) {
        try {
            String[] words = Files.readString(pidFile).strip().split(" ");
            return ProcessHandle.of(Long.parseLong(words[0])).filter(ProcessHandle::isAlive);
        } catch (IOException | NumberFormatException notYet) {
            return Optional.empty();
        }
    }

    private static List<Path> children(Path directory) {
        if (!Files.isDirectory(directory)) return List.of();
        try (Stream<Path> children = Files.list(directory)) {
            return children.filter(Files::isDirectory)
                    .sorted(Comparator.comparing(LivingLaunches::name))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }
}
