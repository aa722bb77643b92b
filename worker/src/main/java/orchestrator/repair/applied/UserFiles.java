package orchestrator.repair.applied;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import orchestrator.repair.applied.FileState.Kind;
import orchestrator.repair.applied.RepairRecord.Step;

/**
 * Brings files of the user from one state to another. Each file is replaced in one step, so that nobody ever reads a
 * part of it. What is there already is left alone, so an interrupted call can be repeated.
 */
final class UserFiles {
    private final Path root;
    private final Copies copies;

    UserFiles(Path root, Copies copies) {
        this.root = root;
        this.copies = copies;
    }

    /** Files that are neither as before nor as after: the user has changed them meanwhile. */
    List<Step> changedMeanwhile(List<Step> steps) {
        return steps.stream()
                .filter(step -> {
                    FileState now = present(step);
                    return !now.equals(step.before()) && !now.equals(step.after());
                })
                .toList();
    }

    boolean isBefore(Step step) {
        return present(step).equals(step.before());
    }

    private FileState present(Step step) {
        return FileState.of(step.at(root));
    }

    /**
     * Writes what each file is to be after. A file that the user has changed meanwhile is left alone and returned.
     * Removals come first: on some systems a new name that differs only in case is the same file.
     */
    List<Step> write(List<Step> steps) {
        List<Step> ordered = new ArrayList<>(steps);
        ordered.sort((one, other) -> Boolean.compare(isRemoval(other), isRemoval(one)));
        List<Step> left = new ArrayList<>();
        for (Step step : ordered) {
            FileState now = present(step);
            if (now.equals(step.after())) continue;
            if (now.equals(step.before())) write(step);
            else left.add(step);
        }
        return left;
    }

    private static boolean isRemoval(Step step) {
        return step.after().kind() == Kind.NOTHING;
    }

    private void write(Step step) {
        Path file = step.at(root);
        try {
            if (isRemoval(step)) remove(file);
            else replace(file, step);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Git keeps no empty directories either. */
    private void remove(Path file) throws IOException {
        Files.deleteIfExists(file);
        for (Path above = file.getParent(); !above.equals(root) && above.startsWith(root); above = above.getParent()) {
            String[] rest = above.toFile().list();
            if (rest == null || rest.length > 0) return;
            Files.deleteIfExists(above);
        }
    }

    private void replace(Path file, Step step) throws IOException {
        Files.createDirectories(file.getParent());
        // The same name each time, so that an interrupted call leaves none behind.
        Path fresh = file.resolveSibling(".orchestrate-" + step.copy());
        Files.deleteIfExists(fresh);
        Path content = copies.of(step.copy(), step.after());
        if (step.after().kind() == Kind.LINK) {
            Files.createSymbolicLink(fresh, Files.readSymbolicLink(content));
        } else {
            Files.write(fresh, Files.readAllBytes(content));
            permit(file, fresh, step.after().isExecutable());
            sync(fresh);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** As the file that it replaces, except for what git knows of it. */
    private static void permit(Path file, Path fresh, boolean isExecutable) throws IOException {
        boolean replaces = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
        Set<PosixFilePermission> all = EnumSet.noneOf(PosixFilePermission.class);
        all.addAll(Files.getPosixFilePermissions(replaces ? file : fresh));
        if (isExecutable != all.contains(PosixFilePermission.OWNER_EXECUTE)) {
            add(all, isExecutable, PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_EXECUTE);
            add(all, isExecutable, PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_EXECUTE);
            add(all, isExecutable, PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_EXECUTE);
        }
        Files.setPosixFilePermissions(fresh, all);
    }

    private static void add(
            Set<PosixFilePermission> all, boolean isExecutable, PosixFilePermission read, PosixFilePermission execute) {
        if (isExecutable && all.contains(read)) all.add(execute);
        else all.remove(execute);
    }

    private static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
