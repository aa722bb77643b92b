package orchestrator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import orchestrator.cli.background.Setup;
import orchestrator.cli.call.ServiceHealth;
import orchestrator.cli.connect.ApiAccess;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.json.JsonTree;
import orchestrator.cli.live.EventLine;
import orchestrator.cli.output.CommandException;
import orchestrator.cli.output.ExitCode;
import orchestrator.home.Home;
import orchestrator.home.TemporalTarget;
import picocli.CommandLine.Command;

/**
 * Loads the classes that short commands use, so that Java can archive them. The launcher calls it after a build. It
 * carries out such commands with an API of its own that knows one session, because nothing may be up yet.
 */
@Command(name = "warm-up", hidden = true)
final class WarmUpCommand implements Callable<Integer> {
    private static final String SAMPLE = "warm-up.json";
    private static final int IN_CHUNKS = 0;
    private static final List<String[]> COMMANDS = List.of(
            new String[] {"--help"},
            new String[] {"status"},
            new String[] {"status", "sample", "--json"},
            new String[] {"list"},
            new String[] {"list", "--limit", "5"},
            new String[] {"logs"},
            new String[] {"stop"},
            new String[] {"status", "--help"});

    private final CommandCaller caller;

    WarmUpCommand(CommandCaller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() throws IOException {
        byte[] sample = sample();
        Path directory = Files.createTempDirectory("orchestrate-warm-up");
        HttpServer api = serve(sample);
        try {
            runAll(callerOf(directory, api.getAddress().getPort()), JsonTree.read(sample));
        } finally {
            api.stop(0);
            remove(directory);
        }
        return ExitCode.DONE;
    }

    private static void runAll(CommandCaller here, JsonNode state) {
        here.out().println(EventLine.of(state, ZoneId.systemDefault()));
        ServiceHealth.of(ApiAccess.port(here));
        for (String[] command : COMMANDS) {
            try {
                new Invocation(here).run(command);
            } catch (CommandException refusal) {
                here.out().println(refusal.text());
            }
        }
    }

    private CommandCaller callerOf(Path directory, int port) {
        Map<String, String> environment = new TreeMap<>(caller.environment());
        environment.put("ORCHESTRATOR_HOME", directory.toString());
        new Setup(port, "", "", false, "", TemporalTarget.USUAL_NAMESPACE, "").write(Home.open(environment));
        return new CommandCaller(
                environment,
                caller.in(),
                caller.out(),
                caller.err(),
                caller.directory(),
                caller.terminal(),
                caller.installation());
    }

    private static HttpServer serve(byte[] sample) throws IOException {
        String state = new String(sample, StandardCharsets.UTF_8);
        HttpServer api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer(api, "/", state, IN_CHUNKS);
        answer(api, "/api/v1/sessions", "{\"sessions\":[" + state + "]}", IN_CHUNKS);
        String none = "{\"watches\":[]}";
        answer(api, "/api/v1/watches", none, none.length());
        api.start();
        return api;
    }

    /** @param length as the header says; the real API sends it for short answers only */
    private static void answer(HttpServer api, String path, String json, int length) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        api.createContext(path, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private static byte[] sample() throws IOException {
        try (InputStream in = WarmUpCommand.class.getResourceAsStream(SAMPLE)) {
            if (in == null) throw new IllegalStateException("the program has no " + SAMPLE);
            return in.readAllBytes();
        }
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
