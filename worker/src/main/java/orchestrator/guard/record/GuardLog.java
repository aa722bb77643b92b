package orchestrator.guard.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import orchestrator.json.Json;
import orchestrator.launch.GuardRecord;
import orchestrator.redaction.Redactor;
import orchestrator.text.Text;
import org.jspecify.annotations.Nullable;

/** The guard's records of one launch, in the file {@code guard.jsonl}: numbered without gaps, whoever writes. */
public final class GuardLog {
    private static final int SUBJECT_CHARACTERS_MAX = 2_000;
    private static final int REASON_CHARACTERS_MAX = 1_000;
    /** More than any line. */
    private static final int TAIL_BYTES = 64 * 1024;

    private static final String CALL = "call";
    /** A file lock holds off other processes, not other threads of this one. */
    private static final Object THREADS = new Object();

    private final Path file;

    public GuardLog(Path launchDirectory) {
        file = launchDirectory.resolve("guard.jsonl");
    }

    /** @param call names the same call whenever it is made; empty if the record is about none */
    public record Entry(GuardRecord record, String call) {}

    /**
     * A record that has no number yet.
     *
     * @param until see {@link GuardRecord}
     * @param question see {@link GuardRecord}
     */
    public record Finding(
            GuardRecord.Kind kind,
            String tool,
            String subject,
            String rule,
            String reason,
            String call,
            @Nullable Instant until,
            @Nullable Integer question) {

        public static Finding plain(
                GuardRecord.Kind kind, String tool, String subject, String rule, String reason, String call) {
            return new Finding(kind, tool, subject, rule, reason, call, null, null);
        }
    }

    public GuardRecord append(Instant at, Finding finding) {
        synchronized (THREADS) {
            try (FileChannel channel = open()) {
                // Until the channel is closed.
                channel.lock();
                GuardRecord record = record(lastNumber(channel) + 1, at, finding);
                ObjectNode line = Json.MAPPER.valueToTree(record);
                line.put(CALL, finding.call());
                channel.position(channel.size());
                ByteBuffer bytes = ByteBuffer.wrap((Json.write(line) + "\n").getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) channel.write(bytes);
                channel.force(false);
                return record;
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + file, e);
            }
        }
    }

    private static GuardRecord record(int number, Instant at, Finding finding) {
        return new GuardRecord(
                number,
                at,
                finding.kind(),
                finding.tool(),
                Text.cut(Redactor.SHAPES.text(finding.subject()), SUBJECT_CHARACTERS_MAX),
                finding.rule(),
                Text.cut(Redactor.SHAPES.text(finding.reason()), REASON_CHARACTERS_MAX),
                finding.until(),
                finding.question());
    }

    private FileChannel open() throws IOException {
        return FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /** Removes a line that a worker had not finished when it died. */
    private static int lastNumber(FileChannel channel) throws IOException {
        long from = Math.max(0, channel.size() - TAIL_BYTES);
        ByteBuffer tail = ByteBuffer.allocate((int) (channel.size() - from));
        while (tail.hasRemaining() && channel.read(tail, from + tail.position()) > 0) {}
        String text = new String(tail.array(), StandardCharsets.ISO_8859_1);
        int end = text.lastIndexOf('\n') + 1;
        if (end < text.length()) channel.truncate(from + end);
        if (end == 0) return 0;
        String last = text.substring(text.lastIndexOf('\n', end - 2) + 1, end);
        return Json.MAPPER.readTree(last).path("number").asInt();
    }

    /** Changes whenever there is something new. */
    public long bytes() {
        return file.toFile().length();
    }

    public boolean has(GuardRecord.Kind kind) {
        return entries().stream().anyMatch(entry -> entry.record().kind() == kind);
    }

    public List<Entry> entries() {
        if (bytes() == 0) return List.of();
        List<Entry> entries = new ArrayList<>();
        try {
            String text = Files.readString(file);
            // What follows the last line break is still being written.
            for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n")) {
                if (line.isEmpty()) continue;
                JsonNode json = Json.MAPPER.readTree(line);
                entries.add(new Entry(
                        Json.convert(json, GuardRecord.class), json.path(CALL).asText()));
            }
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
