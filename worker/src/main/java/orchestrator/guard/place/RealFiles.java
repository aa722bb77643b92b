package orchestrator.guard.place;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import orchestrator.guard.FileView;

/** The machine's own file system. */
public final class RealFiles implements FileView {
    private static final int LINKS_MAX = 40;
    private static final int PARTS_MAX = 4_096;
    private static final Path TMP = Path.of("/tmp");

    private final Optional<Path> scratch;
    private final List<Path> shown;

    public RealFiles() {
        this(Optional.empty(), List.of());
    }

    private RealFiles(Optional<Path> scratch, List<Path> shown) {
        this.scratch = scratch;
        this.shown = shown;
    }

    /**
     * As the launch sees it. In the sandbox its scratch directory is {@code /tmp}, except for directories of its own that
     * lie there.
     */
    public static RealFiles of(LaunchPlace place) {
        if (!place.privateTmp()) return new RealFiles();
        List<Path> shown = List.of(place.workspace(), place.target(), place.data(), place.checkouts(), place.home());
        return new RealFiles(Optional.of(place.scratch()), shown);
    }

    /** Goes through the parts itself, because {@code link/..} is the parent of what the link leads to. */
    @Override
    public Path real(Path path) {
        Path whole = path.toAbsolutePath();
        Path root = whole.getRoot();
        Path at = root;
        Deque<Path> parts = new ArrayDeque<>();
        whole.forEach(parts::add);
        int links = 0;
        boolean exists = true;
        for (int steps = 0; !parts.isEmpty(); steps++) {
            // Nothing may be written to the root, so what has no end is refused.
            if (steps > PARTS_MAX || links > LINKS_MAX) return root;
            Path part = parts.pop();
            String name = part.toString();
            if (name.isEmpty() || name.equals(".")) continue;
            if (name.equals("..")) {
                at = at.getParent() == null ? root : at.getParent();
                exists = true;
                continue;
            }
            Path next = at.resolve(part);
            if (next.equals(TMP) && scratch.isPresent() && isPrivate(next, parts)) {
                at = root;
                pushAll(parts, scratch.get());
                links++;
                continue;
            }
            Optional<Boolean> isLink = exists ? isLink(next) : Optional.empty();
            exists = isLink.isPresent();
            Optional<Path> target = isLink.orElse(false) ? target(next) : Optional.empty();
            if (target.isPresent()) {
                links++;
                if (target.get().isAbsolute()) at = root;
                pushAll(parts, target.get());
            } else {
                at = next;
            }
        }
        return at;
    }

    private boolean isPrivate(Path tmp, Deque<Path> rest) {
        Path whole = tmp;
        for (Path part : rest) whole = whole.resolve(part);
        return shown.stream().noneMatch(whole::startsWith);
    }

    private static void pushAll(Deque<Path> parts, Path target) {
        for (int i = target.getNameCount() - 1; i >= 0; i--) parts.push(target.getName(i));
    }

    /** Empty if there is nothing, or nothing that we may see. */
    private static Optional<Boolean> isLink(Path path) {
        try {
            return Optional.of(Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .isSymbolicLink());
        } catch (IOException | SecurityException missing) {
            return Optional.empty();
        }
    }

    private static Optional<Path> target(Path path) {
        try {
            return Optional.of(Files.readSymbolicLink(path));
        } catch (IOException | SecurityException unreadable) {
            return Optional.empty();
        }
    }

    @Override
    public boolean isDirectory(Path path) {
        return Files.isDirectory(scratch.isPresent() ? real(path) : path);
    }

    @Override
    public Optional<String> text(Path named, int bytesMax) {
        Path path = scratch.isPresent() ? real(named) : named;
        try {
            if (!Files.isRegularFile(path) || Files.size(path) > bytesMax) return Optional.empty();
            byte[] content;
            try (var in = Files.newInputStream(path)) {
                content = in.readNBytes(bytesMax + 1);
            }
            return content.length > bytesMax
                    ? Optional.empty()
                    : Optional.of(new String(content, StandardCharsets.UTF_8));
        } catch (IOException | SecurityException unreadable) {
            return Optional.empty();
        }
    }
}
