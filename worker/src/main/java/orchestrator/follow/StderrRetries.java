package orchestrator.follow;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import orchestrator.agent.Agent;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.event.StreamId;
import orchestrator.eventlog.EventLog;
import orchestrator.identity.LaunchId;
import orchestrator.json.Json;
import orchestrator.process.LaunchDirectory;

/**
 * Tells of requests that a program repeats by itself while it prints nothing on stdout. The place of an event is that
 * of its line, so that the log keeps each once however often the file is read.
 */
final class StderrRetries {
    private static final String SOURCE = "stderr";
    private static final int READ_BYTES_MAX = 64 * 1024;

    private final EventLog events;
    private final LaunchId launch;
    private final LaunchDirectory directory;
    private final Agent agent;
    private final StreamCopy copy;
    private long offset;

    StderrRetries(EventLog events, LaunchToFollow followed) {
        this.events = events;
        launch = followed.stream().launch();
        directory = followed.directory();
        agent = followed.agent();
        copy = followed.copy();
    }

    /** Looks at what has come since. Cheap if nothing has. */
    void look() throws IOException {
        long length = directory.stderr().toFile().length();
        if (length <= offset) return;
        List<AgentEvent> found = new ArrayList<>();
        // The newest lines count; those between were noise, or are as old.
        long from = Math.max(offset, length - READ_BYTES_MAX);
        byte[] bytes = read(from, (int) (length - from));
        int begin = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '\n') continue;
            String line = new String(bytes, begin, i - begin, StandardCharsets.UTF_8);
            long place = from + begin;
            agent.retry(line).ifPresent(words -> found.add(event(place, words)));
            begin = i + 1;
        }
        if (!found.isEmpty()) events.record(found);
        offset = from + begin;
    }

    private byte[] read(long from, int bytes) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(directory.stderr().toFile(), "r")) {
            byte[] read = new byte[bytes];
            file.seek(from);
            file.readFully(read);
            return read;
        }
    }

    private AgentEvent event(long place, String words) {
        return AgentEvent.of(
                        new StreamId(launch, SOURCE),
                        Clock.systemUTC().instant(),
                        EventType.STATUS,
                        copy.redacted(words))
                .withPlace(place, 0)
                .withData(Json.MAPPER.createObjectNode().put("retries", true));
    }
}
