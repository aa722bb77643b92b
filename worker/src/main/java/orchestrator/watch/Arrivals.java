package orchestrator.watch;

import java.nio.file.Path;
import java.util.function.Consumer;
import orchestrator.watch.tree.TreeVisitor;

/** Takes in directories that have appeared, with all their files. */
record Arrivals(Consumer<Path> files, Sources sources, WatchNotes notes) implements TreeVisitor {
    @Override
    public void directory(Path directory) {
        sources.add(directory);
    }

    @Override
    public void file(Path file) {
        files.accept(file);
    }

    @Override
    public void unreadable(Path directory) {
        notes.unreadable(directory.toString());
    }
}
