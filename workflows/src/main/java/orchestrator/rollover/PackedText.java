package orchestrator.rollover;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A text as it passes to the next execution: a short one as it is, a long one compressed. */
public final class PackedText {
    private static final String MARK = "gzip:";
    private static final int PLAIN_CHARACTERS_MAX = 64_000;

    private PackedText() {}

    public static String pack(String text) {
        if (text.length() <= PLAIN_CHARACTERS_MAX) return text;
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
        return MARK + Base64.getEncoder().encodeToString(packed.toByteArray());
    }

    public static String unpack(String text) {
        if (!text.startsWith(MARK)) return text;
        byte[] packed = Base64.getDecoder().decode(text.substring(MARK.length()));
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("what an execution passed on is damaged", e);
        }
    }
}
