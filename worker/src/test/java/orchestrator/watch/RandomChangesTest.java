package orchestrator.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import orchestrator.autofix.FileChange;
import orchestrator.autofix.WatchActivities.Batch;
import orchestrator.filetree.Removal;
import orchestrator.text.Sha256;
import orchestrator.watch.source.ChangeSignals;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random operations, with restarts, lost events and answers that never arrive: what the batches add up to is what the
 * files hold in the end, but for what was announced.
 */
class RandomChangesTest {
    private static final int OPERATIONS = 150;
    private static final List<String> NAMES = List.of("a", "b", "c");

    @TempDir
    Path temp;

    private WatchedProject project;
    private Random random;
    private long taken;
    private final Map<String, String> told = new TreeMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void the_batches_add_up_to_the_difference(long seed) throws IOException {
        random = new Random(seed);
        project = new WatchedProject(temp);
        for (int i = 0; i < 10; i++) write(path());
        project.start();
        told.putAll(contents());

        for (int i = 0; i < OPERATIONS; i++) operate();
        settle();

        assertThat(told).as("seed %d", seed).isEqualTo(contents());
        assertThat(taken).as("batches of seed %d", seed).isGreaterThan(10);
        project.stop();
    }

    private void operate() throws IOException {
        switch (random.nextInt(14)) {
            case 0, 1, 2 -> write(path());
            case 3 -> replace(path());
            case 4 -> Removal.asFarAsPossible(project.at(path()), Set.of());
            case 5 -> Removal.asFarAsPossible(project.at(directory()), Set.of());
            case 6 -> move(directory(), directory() + "-moved");
            case 7 -> move(path(), path());
            case 8 -> announce(path());
            case 9 -> restart();
            case 10 -> project.step(ChangeSignals.EVERYWHERE);
            case 11 -> project.takeIn();
            case 12 -> project.time.pass(random.nextInt(3_000));
            default -> answer(project.peek());
        }
    }

    /** The queue takes a batch, and knows its number; its acknowledgement may be lost. */
    private void answer(Optional<Batch> batch) {
        if (batch.isEmpty() || random.nextInt(4) == 0) return;
        if (batch.get().number() > taken) {
            for (FileChange change : batch.get().changes()) {
                if (change.kind() == FileChange.Kind.DELETED) told.remove(change.path());
                else told.put(change.path(), change.hash());
            }
            taken = batch.get().number();
        }
        if (random.nextInt(4) != 0) project.acknowledge(batch.get());
    }

    private void settle() {
        for (int quiet = 0; quiet < 3; quiet++) {
            Optional<Batch> batch = project.peek();
            if (batch.isEmpty()) continue;
            quiet = -1;
            answer(batch);
        }
    }

    private void restart() throws IOException {
        project.stop();
        for (int i = random.nextInt(3); i > 0; i--) write(path());
        project.start();
    }

    private String directory() {
        StringBuilder path = new StringBuilder("d").append(random.nextInt(3));
        for (int depth = random.nextInt(2); depth > 0; depth--)
            path.append("/e").append(random.nextInt(2));
        return path.toString();
    }

    private String path() {
        return directory() + "/" + NAMES.get(random.nextInt(NAMES.size()));
    }

    private String text() {
        return Integer.toString(random.nextInt(4));
    }

    private void write(String path) throws IOException {
        if (clears(path)) project.write(path, text());
    }

    private void replace(String path) throws IOException {
        if (!clears(path)) return;
        project.write(path + ".tmp", text());
        Files.move(project.at(path + ".tmp"), project.at(path), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Makes room for a file at this path; false if there is a directory. */
    private boolean clears(String path) throws IOException {
        for (Path above = project.at(path).getParent(); !above.equals(project.directory); above = above.getParent())
            if (Files.isRegularFile(above)) Files.delete(above);
        return !Files.isDirectory(project.at(path));
    }

    private void move(String from, String to) throws IOException {
        if (!Files.exists(project.at(from)) || project.at(to).startsWith(project.at(from)) || !clears(to)) return;
        if (Files.exists(project.at(to))) return;
        WatchedProject.make(project.at(to).getParent());
        if (Files.exists(project.at(from))) Files.move(project.at(from), project.at(to));
    }

    /** What is announced is written at once, and known to the one who writes it. */
    private void announce(String path) throws IOException {
        if (!clears(path)) return;
        // So that nothing else is on its way for this path, and the announcement is all that happens to it.
        settle();
        String text = text();
        project.known.expect(Map.of(path, Sha256.hex(text)));
        project.write(path, text);
        told.put(path, Sha256.hex(text));
        assertThat(project.peek()).isEmpty();
    }

    private Map<String, String> contents() {
        Map<String, String> contents = new HashMap<>();
        try (Stream<Path> files = Files.walk(project.directory)) {
            for (Path file : files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .filter(file -> !file.toString().endsWith(".tmp"))
                    .toList())
                contents.put(project.directory.relativize(file).toString(), Sha256.hex(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return contents;
    }
}
