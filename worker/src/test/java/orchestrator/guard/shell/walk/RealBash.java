package orchestrator.guard.shell.walk;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs texts by the real bash, in which no program exists, and tells which programs it looked for. */
final class RealBash {
    private static final String DRIVER = """
            command_not_found_handle() { printf '%s\\1' "$@" > "$LOG.$BASHPID"; return $((RANDOM % 3 ? 127 : 0)); }
            export -f command_not_found_handle
            log=0
            while IFS= read -r -d '' text; do
              log=$((log + 1))
              export LOG="$1/$log"
              ( cd "$1/work" && ulimit -t 1 && exec -a bash /bin/bash -c "$text" ) < /dev/null > /dev/null 2>&1
            done
            exit 0
            """;

    private final Path directory;

    RealBash(Path directory) {
        this.directory = directory;
    }

    /** For each text the commands that it ran, each with its arguments. */
    List<List<List<String>>> run(List<String> texts) throws IOException, InterruptedException {
        Files.createDirectories(directory.resolve("work"));
        Path driver = Files.writeString(directory.resolve("driver"), DRIVER);
        Path input = Files.writeString(directory.resolve("input"), String.join("\0", texts) + "\0");
        ProcessBuilder builder = new ProcessBuilder("/bin/bash", driver.toString(), directory.toString());
        builder.environment().clear();
        builder.environment().put("PATH", directory.resolve("none").toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("HOME", "/home/me");
        builder.environment().put("TMPDIR", "/tmp/own");
        int exit = builder.redirectInput(input.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("out").toFile())
                .start()
                .waitFor();
        if (exit != 0)
            throw new IOException("the driver ended with " + exit + ": " + Files.readString(directory.resolve("out")));
        List<List<List<String>>> all = new ArrayList<>();
        for (int index = 1; index <= texts.size(); index++) all.add(commands(index));
        return all;
    }

    /** Each command writes a file of its own, since some run at the same time. */
    private List<List<String>> commands(int index) throws IOException {
        List<List<String>> found = new ArrayList<>();
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(directory, index + ".*")) {
            for (Path log : logs) {
                List<String> words = List.of(Files.readString(log).split("\1", -1));
                found.add(words.subList(0, words.size() - 1));
            }
        }
        return found;
    }
}
