package orchestrator.preparation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/**
 * What the system says about a directory in which agents will work.
 *
 * @param freeBytes {@link #UNKNOWN} if the system does not say
 * @param freeFiles how many more files the file system takes; {@link #UNKNOWN} if it has no such limit
 * @param gitRefuses git's words if it refuses the directory because of its owner; else empty
 */
record DirectoryFacts(
        Path path, boolean canList, boolean isInGitDirectory, long freeBytes, long freeFiles, String gitRefuses) {
    static final long UNKNOWN = -1;

    private static final String OWNERSHIP = "dubious ownership";
    private static final long ANSWER_SECONDS_MAX = 2;
    private static final int ANSWER_BYTES_MAX = 4_096;

    static DirectoryFacts of(Path path, Map<String, String> environment) {
        return new DirectoryFacts(
                path,
                Files.isReadable(path) && Files.isExecutable(path),
                StreamSupport.stream(path.spliterator(), false)
                        .anyMatch(part -> part.toString().equals(".git")),
                freeBytes(path),
                freeFiles(path),
                gitRefuses(path, environment));
    }

    private static long freeBytes(Path path) {
        try {
            FileStore store = Files.getFileStore(path);
            return store.getUsableSpace();
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    /** Java cannot ask for this. Some file systems have no limit, and report 0 of 0. */
    private static long freeFiles(Path path) {
        String[] lines =
                said(path, Map.of(), "df", "-Pi", path.toString()).strip().split("\n");
        String[] columns = lines[lines.length - 1].strip().split("\\s+");
        boolean isAnswer = columns.length >= 6 && columns[1].matches("\\d{1,18}") && columns[3].matches("\\d{1,18}");
        return !isAnswer || columns[1].equals("0") ? UNKNOWN : Long.parseLong(columns[3]);
    }

    /** Git is asked only if the owner is another, which costs nothing to see. */
    private static String gitRefuses(Path path, Map<String, String> environment) {
        try {
            Path git = path.resolve(".git");
            boolean isOthers = Files.exists(git)
                    && !(Files.getOwner(git).getName().equals(System.getProperty("user.name"))
                            && Files.getOwner(path).equals(Files.getOwner(git)));
            if (!isOthers) return "";
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
        String said = said(path, environment, "git", "-C", path.toString(), "rev-parse", "--git-dir");
        return said.contains(OWNERSHIP) ? said.lines().findFirst().orElse("") : "";
    }

    private static String said(Path directory, Map<String, String> environment, String... command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        if (!environment.isEmpty()) {
            builder.environment().clear();
            builder.environment().putAll(environment);
        }
        builder.environment().put("LC_ALL", "C");
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            process.onExit()
                    .completeOnTimeout(process, ANSWER_SECONDS_MAX, TimeUnit.SECONDS)
                    .thenAccept(Process::destroyForcibly);
            return new String(process.getInputStream().readNBytes(ANSWER_BYTES_MAX), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
