package orchestrator.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orchestrator.harness.EventClient;
import orchestrator.harness.FakeClaude;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.ScratchDirectory;
import orchestrator.harness.Wait;

/** A session whose first agent prints lines, and clients that listen to it. */
final class Load implements AutoCloseable {

    private final Orchestrator orchestrator = Orchestrator.prepare(ScratchDirectory.directory("bench"), Map.of());

    /** @param micros time of arrival of each line, by its number */
    record Heard(Map<Integer, Long> micros, Map<Integer, Long> printedMicros, int doubled) {

        int lostOf(int count) {
            return count - micros.size();
        }

        List<Long> latencies() {
            List<Long> latencies = new ArrayList<>();
            micros.forEach((number, at) -> latencies.add(at - printedMicros.get(number)));
            return latencies;
        }

        long firstPrinted() {
            return printedMicros.values().stream()
                    .mapToLong(Long::longValue)
                    .min()
                    .orElse(0);
        }

        long lastHeard() {
            return micros.values().stream().mapToLong(Long::longValue).max().orElse(0);
        }
    }

    Load(int lines, int perSecond) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String chatter =
                "'" + java + "' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '" + System.getProperty("java.class.path")
                        + "' " + Chatter.class.getName() + " " + lines + " " + perSecond;
        String wait = "while [ ! -e go ]; do sleep 0.05; done";
        orchestrator.script(
                "claude",
                FakeClaude.script(
                        "if [ \"$ROLE\" = architect ]; then " + wait + "; " + chatter + " || exit 1; fi\nfinish"));
        orchestrator.start();
    }

    Orchestrator orchestrator() {
        return orchestrator;
    }

    /** Posts a session, connects the clients before the first line is printed, and returns when all have got the end. */
    List<Heard> run(int clients, Duration atMost) {
        Path target = orchestrator.target("work", true);
        String session = begin(target);
        List<List<EventClient.Arrived>> arrived = new ArrayList<>();
        List<EventClient> listening = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            List<EventClient.Arrived> mine = new ArrayList<>();
            arrived.add(mine);
            listening.add(EventClient.listen(orchestrator.client(), session, 0, mine::add));
        }
        go(target);
        Wait.until(
                "every client has got the end", atMost, () -> listening.stream().allMatch(EventClient::ended));
        listening.forEach(EventClient::close);
        return arrived.stream().map(Load::heard).toList();
    }

    /** Posts a session and waits until its agent runs; it prints nothing yet. */
    String begin(Path target) {
        String session = orchestrator.client().create("Chatter.", target);
        Wait.until(
                "the agent runs",
                Duration.ofSeconds(60),
                () -> !orchestrator.agents().isEmpty());
        return session;
    }

    void go(Path target) {
        createFile(target.resolve("go"));
    }

    private static Heard heard(List<EventClient.Arrived> arrived) {
        Map<Integer, Long> micros = new HashMap<>();
        Map<Integer, Long> printed = new HashMap<>();
        int doubled = 0;
        for (EventClient.Arrived event : arrived) {
            Optional<String[]> words = words(event);
            if (words.isEmpty()) continue;
            int number = Integer.parseInt(words.get()[1]);
            if (micros.put(number, event.atMicros()) != null) doubled++;
            printed.put(number, Long.parseLong(words.get()[2]));
        }
        return new Heard(micros, printed, doubled);
    }

    private static Optional<String[]> words(EventClient.Arrived event) {
        if (!event.name().equals("agent_event") || !event.data().contains("chatter ")) return Optional.empty();
        JsonNode json = event.json();
        String[] words = json.path("text").asText().split(" ");
        return words.length == 3 && words[0].equals("chatter") ? Optional.of(words) : Optional.empty();
    }

    private static void createFile(Path file) {
        try {
            java.nio.file.Files.createFile(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        orchestrator.close();
    }
}
