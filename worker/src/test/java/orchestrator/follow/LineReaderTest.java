package orchestrator.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import orchestrator.follow.LineReader.Line;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineReaderTest {
    private static final long ALL = Long.MAX_VALUE;

    @TempDir
    Path directory;

    @Test
    void a_file_that_is_not_there_yet_has_no_lines() throws IOException {
        try (LineReader reader = new LineReader(directory.resolve("out"), 0)) {
            assertThat(reader.read(10, ALL)).isEmpty();

            append("a\n");

            assertThat(reader.read(10, ALL)).extracting(Line::text).containsExactly("a");
        }
    }

    @Test
    void a_half_written_line_waits_and_is_read_once_when_it_is_whole() throws IOException {
        append("one\ntw");
        try (LineReader reader = new LineReader(directory.resolve("out"), 0)) {
            assertThat(reader.read(10, ALL)).extracting(Line::text).containsExactly("one");
            assertThat(reader.read(10, ALL)).isEmpty();

            append("o\nthree");

            assertThat(reader.read(10, ALL)).singleElement().satisfies(line -> {
                assertThat(line.text()).isEqualTo("two");
                assertThat(line.offset()).isEqualTo(4);
                assertThat(line.next()).isEqualTo(8);
            });
            assertThat(reader.rest()).extracting(Line::text).containsExactly("three");
        }
    }

    @Test
    void reading_continues_at_the_offset_of_another_reader() throws IOException {
        append("one\ntwo\nthree\n");

        try (LineReader reader = new LineReader(directory.resolve("out"), 4)) {
            assertThat(reader.read(1, ALL)).extracting(Line::text).containsExactly("two");
            assertThat(reader.read(10, ALL)).extracting(Line::offset).containsExactly(8L);
        }
    }

    @Test
    void a_line_of_50_megabytes_is_cut_and_says_how_long_it_was() throws IOException {
        byte[] million = "x".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);
        try (OutputStream out = Files.newOutputStream(directory.resolve("out"))) {
            for (int i = 0; i < 50; i++) out.write(million);
            out.write("\nnext\n".getBytes(StandardCharsets.US_ASCII));
        }

        try (LineReader reader = new LineReader(directory.resolve("out"), 0)) {
            List<Line> lines = reader.read(10, ALL);

            assertThat(lines).hasSize(2);
            assertThat(lines.get(0).cutAt()).isEqualTo(50_000_000);
            assertThat(lines.get(0).text()).hasSize(LineReader.LINE_BYTES_MAX);
            assertThat(lines.get(1).text()).isEqualTo("next");
            assertThat(lines.get(1).cutAt()).isZero();
        }
    }

    @Test
    void bytes_that_are_no_utf_8_are_replaced_and_shift_no_offset() throws IOException {
        Files.write(directory.resolve("out"), new byte[] {'a', (byte) 0xff, (byte) 0xc3, '\n', 0, 'b', '\r', '\n'});

        try (LineReader reader = new LineReader(directory.resolve("out"), 0)) {
            List<Line> lines = reader.read(10, ALL);

            assertThat(lines).extracting(Line::text).containsExactly("a\ufffd\ufffd", "\0b");
            assertThat(lines).extracting(Line::offset).containsExactly(0L, 4L);
        }
    }

    @Test
    void however_a_file_grows_and_is_read_no_line_is_lost_or_doubled() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        StringBuilder written = new StringBuilder();
        List<String> read = new ArrayList<>();
        try (LineReader reader = new LineReader(directory.resolve("out"), 0)) {
            for (int i = 0; i < 300; i++) {
                String piece = "é".repeat(random.nextInt(2_000)) + (random.nextInt(3) == 0 ? "\n" : "");
                append(piece);
                written.append(piece);
                reader.read(1 + random.nextInt(3), ALL).forEach(line -> read.add(line.text()));
            }
            reader.read(1_000, ALL).forEach(line -> read.add(line.text()));
            reader.rest().forEach(line -> read.add(line.text()));
        }

        assertThat(read)
                .as("seed %d", seed)
                .containsExactlyElementsOf(written.toString().lines().toList());
    }

    private void append(String text) throws IOException {
        Files.writeString(directory.resolve("out"), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
