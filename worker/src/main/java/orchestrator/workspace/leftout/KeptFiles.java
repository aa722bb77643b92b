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
import orchestrator.json.Json;
import orchestrator.workspace.leftout.LeftOutFiles.Found;
import orchestrator.workspace.state.SessionCheckout;

/** What checkouts held beside the result, after they are gone: in the session's directory, until somebody removes it. */
public final class KeptFiles {
    private static final Set<Why> NOT_WORTH_IT = Set.of(Why.CACHE, Why.EMPTY_DIRECTORY, Why.NO_FILE);
    private static final Path ROOT = Path.of("/");

    private final SessionCheckout session;

    public KeptFiles(SessionCheckout session) {
        this.session = session;
    }

    /** @param place where it lies, byte by byte; empty if it went with the checkout */
    record Entry(LeftOut leftOut, String place) {}

    public Path directory() {
        return session.file("kept");
    }

    /** Moves what was left out to a place of its own. It is noted first, so that nothing is lost if this is broken off. */
    public void keep(String agent, Path tree, LeftOutFiles account) {
        Map<String, Entry> entries = entries();
        Map<Path, Path> moves = new LinkedHashMap<>();
        for (Found found : account.found()) {
            boolean goes = !Files.exists(FileName.at(tree, found.name()), LinkOption.NOFOLLOW_LINKS)
                    || NOT_WORTH_IT.contains(found.remark().why())
                    || (choice().equals("remove") && found.remark().why().asks());
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

    /** What was kept before stays. */
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

    /** Of what is still there, why it could not be removed. */
    public void notRemoved(Map<Path, String> left) {
        Map<String, Entry> entries = entries();
        entries.values().removeIf(entry -> entry.leftOut().why() == Why.NOT_REMOVED);
        left.forEach((path, why) -> {
            String words = "could not be removed: " + why;
            LeftOut leftOut = new LeftOut("", path.toString(), Why.NOT_REMOVED, words, 0, 0, "");
            entries.put(key("", path.toString()), new Entry(leftOut, ""));
        });
        if (!entries.isEmpty() || Files.exists(file())) write(entries.values());
    }

    /** What could not be moved, and so must stay where it is. */
    public Set<Path> staying() {
        return entries().values().stream()
                .filter(entry -> !entry.place().isEmpty())
                .map(entry -> FileName.at(ROOT, entry.place()))
                .filter(path -> !path.startsWith(directory()))
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** For people: of many in one directory only how many. */
    public List<LeftOut> told() {
        return LeftOutSummary.inShort(
                entries().values().stream().map(Entry::leftOut).toList());
    }

    /** Removes all of it; answers with what that was. */
    public List<LeftOut> remove() {
        List<LeftOut> all = told();
        Map<Path, String> left = Removal.asFarAsPossible(directory(), Set.of());
        write(List.of());
        if (!left.isEmpty()) notRemoved(left);
        return all;
    }

    /** It was told now, so that it stays for a while. */
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

    /** What a person has said about it: {@code take}, {@code remove}, or nothing. */
    public String choice() {
        try {
            return Files.readString(session.file("left-out.choice"));
        } catch (IOException none) {
            return "";
        }
    }

    public void choose(String choice) {
        try {
            Files.writeString(session.file("left-out.choice"), choice);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + session.file("left-out.choice"), e);
        }
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
        try {
            Path fresh = file().resolveSibling("left-out.json.new");
            Files.writeString(fresh, Json.write(new ArrayList<>(entries)));
            Files.move(fresh, file(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file(), e);
        }
    }
}
