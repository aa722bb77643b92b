package orchestrator.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import orchestrator.home.Home;
import orchestrator.identity.LaunchId;

/** Other launches of an agent in its session, in any run, because conversations continue across runs. */
public final class OtherLaunches {
    private final Home home;

    public OtherLaunches(Home home) {
        this.home = home;
    }

    /** Includes inherited ones. */
    public List<LaunchId> of(LaunchId id) {
        Path session = home.session(id.key());
        List<LaunchId> others = new ArrayList<>();
        for (InheritedConversations.Entry entry : new InheritedConversations(session).all()) {
            if (entry.launch().agent().equals(id.agent())) others.add(entry.launch());
        }
        for (String run : names(session.resolve("runs"), Pattern.quote(id.agent()) + "-\\d{1,9}")) {
            for (String launch : names(home.run(id.key(), run), "\\d{1,9}"))
                others.add(new LaunchId(id.key(), run, Integer.parseInt(launch)));
        }
        others.remove(id);
        return others;
    }

    private static List<String> names(Path directory, String form) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.matches(form))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException nothingThere) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + directory, e);
        }
    }
}
