package orchestrator.api.live;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import orchestrator.event.AgentEvent;
import orchestrator.eventlog.Cursor;
import orchestrator.eventlog.LoggedEvent;

/** Writes server-sent events. All of them pass through here, where line breaks are removed from their values. */
final class SseEmitter {
    private static final int CHUNK_BYTES = 64 * 1024;

    private final OutputStream out;
    private final ByteArrayOutputStream chunk = new ByteArrayOutputStream(8 * 1024);

    SseEmitter(OutputStream out) {
        this.out = out;
    }

    /** Tells the client how soon to reconnect. */
    void hello() throws IOException {
        line("retry", "1000".getBytes(StandardCharsets.UTF_8));
        end();
        flush();
    }

    void events(List<LoggedEvent> entries) throws IOException {
        for (LoggedEvent entry : entries) {
            AgentEvent event = entry.event();
            message(EventJson.name(event), entry.cursor().text(), EventJson.json(event));
            if (chunk.size() >= CHUNK_BYTES) drain();
        }
        flush();
    }

    void heartbeat() throws IOException {
        message("heartbeat", "", ("{\"at\":\"" + Instant.now() + "\"}").getBytes(StandardCharsets.UTF_8));
        flush();
    }

    void end(Cursor cursor) throws IOException {
        message("end", cursor.equals(Cursor.START) ? "" : cursor.text(), "{}".getBytes(StandardCharsets.UTF_8));
        flush();
    }

    private void message(String name, String id, byte[] data) {
        line("event", name.getBytes(StandardCharsets.UTF_8));
        if (!id.isEmpty()) line("id", id.getBytes(StandardCharsets.UTF_8));
        line("data", data);
        end();
    }

    private void line(String field, byte[] value) {
        for (int i = 0; i < field.length(); i++) chunk.write(field.charAt(i));
        chunk.write(':');
        chunk.write(' ');
        clean(value);
        chunk.write('\n');
    }

    /** A line break in a value would end the field, and the rest could pose as a field of ours. */
    private void clean(byte[] value) {
        int from = 0;
        for (int i = 0; i < value.length; i++) {
            if (value[i] != '\n' && value[i] != '\r') continue;
            chunk.write(value, from, i - from);
            chunk.write(' ');
            from = i + 1;
        }
        chunk.write(value, from, value.length - from);
    }

    private void end() {
        chunk.write('\n');
    }

    private void drain() throws IOException {
        chunk.writeTo(out);
        chunk.reset();
    }

    private void flush() throws IOException {
        drain();
        out.flush();
    }
}
