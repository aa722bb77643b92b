package orchestrator.api;

import java.util.ArrayList;
import java.util.List;
import orchestrator.event.AgentEvent;
import orchestrator.json.Json;

/** Several clients of the same events. */
final class ListenerGroup implements AutoCloseable {
    private final RunningApi api;
    private final String path;
    private final List<SseClient> clients = new ArrayList<>();

    ListenerGroup(RunningApi api, String path) {
        this.api = api;
        this.path = path;
    }

    /** Connects one more, and returns when it is accepted. */
    void listen(String query) {
        SseClient client = new SseClient(api, path + query);
        clients.add(client);
        client.head();
    }

    /** The texts that each client gets, up to this one. */
    List<List<String>> seenUntil(String last) {
        return clients.stream().map(client -> until(client, last)).toList();
    }

    private static List<String> until(SseClient client, String last) {
        List<String> texts = new ArrayList<>();
        while (texts.isEmpty() || !texts.get(texts.size() - 1).equals(last)) {
            String data = client.events(1).get(0).field("data");
            texts.add(Json.read(data, AgentEvent.class).text());
        }
        return texts;
    }

    @Override
    public void close() {
        clients.forEach(SseClient::close);
    }
}
