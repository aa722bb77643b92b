package orchestrator.workspace.leftout;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import orchestrator.checkout.LeftOut;
import orchestrator.checkout.LeftOut.Why;
import orchestrator.filetree.FilePermissions;
import orchestrator.filetree.Removal;
import orchestrator.git.FileName;
import orchestrator.git.Git;
import orchestrator.home.AtomicFile;
import orchestrator.json.Json;
import orchestrator.workspace.leftout.LeftOutFiles.Found;
import orchestrator.workspace.state.SessionCheckout;

/** Files that were left out of the result, kept in the session's directory after the checkouts are gone. */
public final class KeptFiles {
    private static final Set<Why> NOT_WORTH_KEEPING = Set.of(Why.CACHE, Why.EMPTY_DIRECTORY, Why.NO_FILE);
    private static final Path ROOT = Path.of("/");

    private final SessionCheckout session;

    public KeptFiles(SessionCheckout session) {
        this.session = session;
    }

    /** @param place path of the kept file, byte by byte; empty if it was removed with the checkout */
    record Entry(LeftOut leftOut, String place) {}

    public Path directory() {
        return session.file("kept");
    }

    /** Moves files to the kept ones. The moves are recorded first, so an interruption loses nothing. */
    public void keep(String agent, Path tree, LeftOutFiles account) {
        Map<String, Entry> entries = entries();
        Map<Path, Path> moves = new LinkedHashMap<>();
        for (Found found : account.found()) {
            boolean goes = !Files.exists(FileName.at(tree, found.name()), LinkOption.NOFOLLOW_LINKS)
                    || NOT_WORTH_KEEPING.contains(found.reason().why())
                    || (choice().equals("remove") && found.reason().why().asks());
            Path to = free(FileName.at(directory().resolve(agent), found.name()));
            if (!goes) moves.put(FileName.at(tree, found.name()), to);
            entries.put(key(agent, Git.readable(found.name())), entry(agent, found, goes ? "" : FileName.of(ROOT, to)));
        }
        write(entries.values());
        Map<String, String> failed = new LinkedHashMap<>();
        moves.forEach((from, to) -> {
            if (!move(from, to)) failed.put(FileName.of(ROOT, to), FileName.of(ROOT, from));
        });
        if (failed.isEmpty()) return;
        entries.replaceAll((key, entry) -> failed.containsKey(entry.place())
                ? new Entry(at(entry.leftOut(), failed.get(entry.place())), failed.get(entry.place()))
                : entry);
        write(entries.values());
    }

    private static Entry entry(String agent, Found found, String place) {
        LeftOut leftOut = LeftOutSummary.of(agent, found);
        return new Entry(place.isEmpty() ? leftOut : at(leftOut, place), place);
    }

    private static LeftOut at(LeftOut one, String place) {
        return new LeftOut(
                one.agent(), one.path(), one.why(), one.words(), one.files(), one.bytes(), "/" + Git.readable(place));
    }

    /** A free name, so that files kept earlier stay. */
    private static Path free(Path wanted) {
        Path free = wanted;
        for (int i = 2; Files.exists(free, LinkOption.NOFOLLOW_LINKS); i++) {
            free = FileName.at(wanted.getParent(), FileName.of(wanted.getParent(), wanted) + "~" + i);
        }
        return free;
    }

    private static boolean move(Path from, Path to) {
        try {
            Files.createDirectories(to.getParent());
            FilePermissions.open(from.getParent());
            if (Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS)) FilePermissions.open(from);
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException staysThere) {
            return false;
        }
    }

    /** Records what could not be removed, and why. */
    public void recordNotRemoved(Map<Path, String> left) {
        Map<String, Entry> entries = entries();
        entries.values().removeIf(entry -> entry.leftOut().why() == Why.NOT_REMOVED);
        left.forEach((path, why) -> {
            String words = "could not be removed: " + why;
            LeftOut leftOut = new LeftOut("", path.toString(), Why.NOT_REMOVED, words, 0, 0, "");
            entries.put(key("", path.toString()), new Entry(leftOut, ""));
        });
        if (!entries.isEmpty() || Files.exists(file())) write(entries.values());
    }

    /** Files that could not be moved, and so must not be deleted. */
    public Set<Path> unmovable() {
        return entries().values().stream()
                .filter(entry -> !entry.place().isEmpty())
                .map(entry -> FileName.at(ROOT, entry.place()))
                .filter(path -> !path.startsWith(directory()))
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Lists all kept files briefly: many files in one directory are only counted. */
    public List<LeftOut> summary() {
        return LeftOutSummary.summarize(
                entries().values().stream().map(Entry::leftOut).toList());
    }

    /** Removes all kept files, and returns a list of them. */
    public List<LeftOut> remove() {
        List<LeftOut> all = summary();
        Map<Path, String> left = Removal.asFarAsPossible(directory(), Set.of());
        write(List.of());
        if (!left.isEmpty()) recordNotRemoved(left);
        return all;
    }

    /** Restarts the time for which files are kept, because the user was just informed about them. */
    public void touch() {
        if (Files.exists(file())) write(entries().values());
    }

    public boolean isOlderThan(Instant time) {
        try {
            return Files.getLastModifiedTime(file()).toInstant().isBefore(time);
        } catch (IOException none) {
            return false;
        }
    }

    /** The user's choice about them: {@code take}, {@code remove}, or empty. */
    public String choice() {
        try {
            return Files.readString(session.file("left-out.choice"));
        } catch (IOException none) {
            return "";
        }
    }

    public void choose(String choice) {
        AtomicFile.of(session.file("left-out.choice")).write(choice);
    }

    private static String key(String agent, String name) {
        return agent + "/" + name;
    }

    private Path file() {
        return session.file("left-out.json");
    }

    private Map<String, Entry> entries() {
        Map<String, Entry> entries = new LinkedHashMap<>();
        try {
            List<Entry> all = Json.MAPPER.readValue(Files.readString(file()), new TypeReference<List<Entry>>() {});
            for (Entry entry : all)
                entries.put(key(entry.leftOut().agent(), entry.leftOut().path()), entry);
        } catch (NoSuchFileException none) {
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file(), e);
        }
        return entries;
    }

    private void write(Collection<Entry> entries) {
        AtomicFile.of(file()).write(Json.write(new ArrayList<>(entries)));
    }
}
