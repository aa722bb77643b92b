package orchestrator.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import orchestrator.home.Home;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "demo",
        description = "See a session work, with scripted agents that need no key and no network, in a scratch project.")
final class DemoCommand implements Callable<Integer> {
    private static final int DEMOS_PER_SECOND_MAX = 100;
    private static final String PROMPT = "Write greet.sh, which greets and has a --json flag, and a test for it.";
    private static final String README = """
            # Scratch project of the demo

            The scripted agents of `orchestrate demo` write here. Nothing in it is needed: delete it whenever you like.
            """;

    private final Caller caller;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Mixin
    private final SessionOptions options = new SessionOptions();

    @Mixin
    private final WatchOptions watch = new WatchOptions();

    @Mixin
    private final TeamOptions team = new TeamOptions();

    @Mixin
    private final UpOptions up = new UpOptions();

    DemoCommand(Caller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() {
        options.check();
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        team.addTo(request);
        Path project = makeProject(caller.home());
        request.put("prompt", PROMPT).put("target", project.toString());
        request.putArray("agents").add("scripted");
        int exitCode = new SessionStart(caller, options, watch, json.wanted).run(request, project, up.request(caller));
        if (!json.wanted && !watch.detach) whereToLook(project);
        return exitCode;
    }

    private static Path makeProject(Home home) {
        String stamp = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(LocalDateTime.now());
        try {
            Path project = makeFresh(Files.createDirectories(home.file("demo")), stamp);
            Files.writeString(project.resolve("README.md"), README);
            return project.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the scratch project in " + home.file("demo"), e);
        }
    }

    private static Path makeFresh(Path parent, String name) throws IOException {
        for (int i = 1; i < DEMOS_PER_SECOND_MAX; i++) {
            try {
                return Files.createDirectory(parent.resolve(i == 1 ? name : name + "-" + i));
            } catch (FileAlreadyExistsException e) {
                // Another demo of this second has it.
            }
        }
        throw new IOException("too many demos at once");
    }

    private void whereToLook(Path project) {
        caller.out().println("  files:    " + project);
        try (Stream<Path> files = Files.walk(project)) {
            files.filter(Files::isRegularFile)
                    .sorted()
                    .limit(20)
                    .forEach(file -> caller.out().println("              " + project.relativize(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + project, e);
        }
        caller.out().println("  It needed no key. With a real agent:  orchestrate \"what to do\" --target DIR");
    }
}
