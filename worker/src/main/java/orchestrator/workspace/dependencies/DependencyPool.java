package orchestrator.workspace.dependencies;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import orchestrator.filetree.DirectoryListing;
import orchestrator.filetree.Removal;
import orchestrator.text.Sha256;

/** Copies of one of the user's directories that are ready for the next checkout. */
final class DependencyPool {
    private static final int COPIES_MAX = 4;
    private static final int HASH_CHARACTERS = 16;
    private static final long COPY_MINUTES_MAX = 10;

    private final Path copies;
    private final Path source;

    /** @param name of the directory, relative to the root of the user's files */
    DependencyPool(Path pool, String name, Path source) throws IOException {
        this.source = source;
        this.copies = pool.resolve(hash(name)).resolve(hash(state(source)));
    }

    private static String hash(String text) {
        return Sha256.hex(text).substring(0, HASH_CHARACTERS);
    }

    /** Changes with every package that is installed, updated or removed. */
    private static String state(Path directory) throws IOException {
        StringBuilder all = new StringBuilder();
        describe(directory, all);
        for (Path child : DirectoryListing.of(directory)) {
            describe(child, all);
            String name = child.getFileName().toString();
            boolean holdsPackages = name.startsWith("@") || name.equals("lib") || name.equals(".pnpm");
            if (holdsPackages) describeBelow(child, all, name.equals("lib") ? 3 : 1);
        }
        return all.toString();
    }

    private static void describeBelow(Path directory, StringBuilder all, int depth) throws IOException {
        for (Path child : DirectoryListing.of(directory)) {
            describe(child, all);
            if (depth > 1 && Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) describeBelow(child, all, depth - 1);
        }
    }

    private static void describe(Path path, StringBuilder all) throws IOException {
        BasicFileAttributes is = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        all.append(path).append(' ').append(is.lastModifiedTime()).append(' ').append(is.fileKey());
        if (is.isRegularFile()) all.append(' ').append(is.size());
        all.append('\n');
    }

    /** Moves a ready copy to that place, or makes one. */
    void take(Path place) throws IOException {
        for (Path ready : DirectoryListing.of(copies)) {
            if (!isReady(ready)) continue;
            try {
                Files.move(ready, place, StandardCopyOption.ATOMIC_MOVE);
                return;
            } catch (FileSystemException takenOrElsewhere) {
                // Another task was faster, or the checkouts lie on another file system.
            }
        }
        removeOld();
        Files.createDirectories(copies);
        copy(place);
    }

    private static boolean isReady(Path copy) {
        return !copy.getFileName().toString().endsWith(".new");
    }

    /** Copies of what the user had installed before. */
    private void removeOld() throws IOException {
        for (Path other : DirectoryListing.of(copies.getParent())) {
            if (!other.equals(copies)) Removal.of(other);
        }
    }

    /** Under another name first, so that an interrupted copy is not taken for a whole one. */
    private void copy(Path place) throws IOException {
        Path fresh = place.resolveSibling(".orchestrate-dependencies");
        Removal.of(fresh);
        boolean done = run(List.of("cp", "-a", "--reflink=auto", source.toString(), fresh.toString()));
        if (!done) {
            Removal.of(fresh);
            done = run(List.of("cp", "-Rp", source.toString(), fresh.toString()));
        }
        if (!done) {
            Removal.of(fresh);
            throw new IOException("cp failed");
        }
        Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (process.waitFor(COPY_MINUTES_MAX, TimeUnit.MINUTES)) return process.exitValue() == 0;
            process.destroyForcibly();
            return false;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while copying", e);
        }
    }

    /** Keeps a copy for the next task, unless there are enough, or the user has changed theirs meanwhile. */
    void giveBack(Path place) throws IOException {
        if (!Files.isDirectory(copies) || DirectoryListing.of(copies).size() >= COPIES_MAX) return;
        try {
            Files.move(place, copies.resolve(UUID.randomUUID().toString()), StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException elsewhere) {
            // Checkouts on another file system: each gets a copy of its own.
        }
    }
}
