package orchestrator.harness.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import orchestrator.harness.ExternalCommand;

/** A git repository as a user has it, with files that are saved as editors do it. */
public record GitProject(Path directory) {

    /** Makes a repository of these files, with one commit. */
    public static GitProject make(Path directory, Map<String, byte[]> files) {
        GitProject project = new GitProject(directory);
        project.git("init", "-q", "-b", "main");
        files.forEach(project::save);
        project.git("add", "-A");
        project.git("commit", "-q", "-m", "first");
        return project;
    }

    public void save(String path, String text) {
        save(path, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** Writes a new file and renames it, so that nobody sees half of it. */
    public void save(String path, byte[] bytes) {
        try {
            Path file = directory.resolve(path);
            Files.createDirectories(file.getParent());
            Path fresh = file.resolveSibling(file.getFileName() + "~");
            Files.write(fresh, bytes);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot save " + path, e);
        }
    }

    public String read(String path) {
        try {
            Path file = directory.resolve(path);
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    /** Returns its output; any exit code but 0 is a failure. */
    public String git(String... arguments) {
        List<String> words = new ArrayList<>(List.of("-c", "user.name=Ana", "-c", "user.email=ana@example.org"));
        words.addAll(List.of(arguments));
        return ExternalCommand.run(Path.of("/usr/bin/git"), words, Map.of(), directory);
    }
}
