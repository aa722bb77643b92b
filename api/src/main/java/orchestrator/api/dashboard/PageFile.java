package orchestrator.api.dashboard;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;

/** A file of the page, read once. A browser that has it already is told so: each tab needs some seventy of them. */
record PageFile(byte[] content, String tag) {
    private static final Map<String, PageFile> READ = new ConcurrentHashMap<>();

    static PageFile of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static PageFile of(byte[] content) {
        CRC32C sum = new CRC32C();
        sum.update(content);
        return new PageFile(content, "\"" + content.length + "-" + Long.toHexString(sum.getValue()) + "\"");
    }

    /**
     * @param name of the resource; empty if there is none
     * @param end is added to it
     */
    static Optional<PageFile> find(String name, String end) {
        PageFile known = READ.get(name);
        if (known != null) return Optional.of(known);
        Optional<PageFile> found = read(name, end);
        found.ifPresent(file -> READ.put(name, file));
        return found;
    }

    private static Optional<PageFile> read(String name, String end) {
        try (InputStream in = PageFile.class.getResourceAsStream(name)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(of(new String(in.readAllBytes(), StandardCharsets.UTF_8) + end));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the dashboard's file " + name, e);
        }
    }

    String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    /** The browser asks each time, so that an update is seen at once. */
    void sendTo(Context ctx, int status, String type) {
        ctx.header("Cache-Control", "no-cache").header("ETag", tag);
        if (status == 200 && tag.equals(ctx.header("If-None-Match"))) {
            ctx.status(304);
            return;
        }
        ctx.status(status).contentType(type).result(content);
    }
}
