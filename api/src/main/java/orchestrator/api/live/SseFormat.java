package orchestrator.api.live;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import orchestrator.event.AgentEvent;
import orchestrator.eventlog.Cursor;
import orchestrator.eventlog.LoggedEvent;

/** Server-sent events as bytes. All of them pass through here, where line breaks are removed from their values. */
final class SseFormat {

    /** A client that reads nothing holds one page, so a page is small. */
    static final int PAGE_BYTES = 64 * 1024;

    private static final byte[] RETRY = utf8("retry: ");
    private static final byte[] EVENT = utf8("event: ");
    private static final byte[] ID = utf8("id: ");
    private static final byte[] DATA = utf8("data: ");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);

    private SseFormat() {}

    /** Tells the client how soon to reconnect. */
    static byte[] hello() {
        SseFormat format = new SseFormat();
        format.line(RETRY, utf8("1000"));
        format.bytes.write('\n');
        return format.take();
    }

    static byte[] heartbeat() {
        return message("heartbeat", "", "{\"at\":\"" + Instant.now() + "\"}");
    }

    static byte[] end(Cursor cursor) {
        return message("end", cursor.equals(Cursor.START) ? "" : cursor.text(), "{}");
    }

    /** The events as pages of about {@link #PAGE_BYTES}, each with one event at least. */
    static List<Page> pages(Cursor from, List<LoggedEvent> entries) {
        List<Page> pages = new ArrayList<>();
        SseFormat format = new SseFormat();
        Page.Draft draft = new Page.Draft(from);
        for (LoggedEvent entry : entries) {
            format.event(entry);
            draft.add(entry.cursor(), format.bytes.size());
            if (format.bytes.size() < PAGE_BYTES) continue;
            pages.add(draft.page(format.take()));
            draft = new Page.Draft(entry.cursor());
        }
        if (!draft.isEmpty()) pages.add(draft.page(format.take()));
        return pages;
    }

    private static byte[] message(String name, String id, String data) {
        SseFormat format = new SseFormat();
        format.fields(name, id, utf8(data));
        return format.take();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void event(LoggedEvent entry) {
        AgentEvent event = entry.event();
        fields(EventJson.name(event), entry.cursor().text(), EventJson.json(event));
    }

    private void fields(String name, String id, byte[] data) {
        line(EVENT, utf8(name));
        if (!id.isEmpty()) line(ID, utf8(id));
        line(DATA, data);
        bytes.write('\n');
    }

    private void line(byte[] field, byte[] value) {
        bytes.writeBytes(field);
        clean(value);
        bytes.write('\n');
    }

    /** A line break in a value would end the field, and the rest could pose as a field of ours. */
    private void clean(byte[] value) {
        int from = 0;
        for (int i = 0; i < value.length; i++) {
            if (value[i] != '\n' && value[i] != '\r') continue;
            bytes.write(value, from, i - from);
            bytes.write(' ');
            from = i + 1;
        }
        bytes.write(value, from, value.length - from);
    }

    private byte[] take() {
        byte[] taken = bytes.toByteArray();
        bytes.reset();
        return taken;
    }
}
