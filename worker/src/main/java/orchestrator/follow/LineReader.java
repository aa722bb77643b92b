package orchestrator.follow;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads whole lines of a growing file from an offset. A line longer than {@link #LINE_BYTES_MAX} is cut; a last line
 * without a line break is read once it is complete.
 */
final class LineReader implements AutoCloseable {
    static final int LINE_BYTES_MAX = 16 * 1024 * 1024;
    private static final int CHUNK_BYTES = 256 * 1024;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /**
     * @param offset at which the line begins
     * @param next offset at which the next line begins
     * @param cutAt the line's length in bytes if it was cut, else 0
     */
    record Line(long offset, long next, String text, long cutAt) {}

    private final Path file;
    private ByteBuffer chunk = NOTHING;
    private ByteArrayOutputStream partial = new ByteArrayOutputStream();
    private long lineStart;
    private long lineLength;
    private @Nullable FileChannel channel;
    private long position;

    LineReader(Path file, long offset) {
        this.file = file;
        this.lineStart = offset;
        this.position = offset;
    }

    /** Returns at most that many whole lines; fewer or none if there are no more now. */
    List<Line> read(int linesMax, long bytesMax) throws IOException {
        List<Line> lines = new ArrayList<>();
        long bytes = 0;
        while (lines.size() < linesMax && bytes < bytesMax) {
            if (!chunk.hasRemaining() && !fill()) break;
            Line line = takeLine();
            if (line == null) continue;
            lines.add(line);
            bytes += line.text().length();
        }
        return lines;
    }

    /** The rest after the last line break, once no process can add to it. */
    List<Line> rest() {
        return lineLength == 0 ? List.of() : List.of(finish(lineStart + lineLength));
    }

    private boolean fill() throws IOException {
        if (channel == null) {
            try {
                channel = FileChannel.open(file, StandardOpenOption.READ);
            } catch (NoSuchFileException notPrintedYet) {
                return false;
            }
        }
        int there = (int) Math.min(CHUNK_BYTES, channel.size() - position);
        chunk = there <= 0 ? NOTHING : roomFor(there);
        int count = there <= 0 ? 0 : channel.read(chunk, position);
        chunk.flip();
        position += Math.max(0, count);
        return count > 0;
    }

    /** Kept small: nearly all of hundreds of readers wait, and Java keeps a buffer of this size per thread. */
    private ByteBuffer roomFor(int bytes) {
        return chunk.capacity() < bytes
                ? ByteBuffer.allocate(bytes)
                : chunk.clear().limit(bytes);
    }

    /** Moves bytes up to the line break out of the chunk; null if the chunk ends before. */
    private @Nullable Line takeLine() {
        int from = chunk.position();
        int limit = chunk.limit();
        int end = from;
        byte[] bytes = chunk.array();
        while (end < limit && bytes[end] != '\n') end++;
        boolean whole = end < limit;
        chunk.position(whole ? end + 1 : end);
        if (whole && lineLength == 0) return wholeInChunk(bytes, from, end);
        keep(bytes, from, end - from);
        return whole ? finish(lineStart + lineLength + 1) : null;
    }

    /** Almost all lines are in one chunk, and so are never too long. */
    private Line wholeInChunk(byte[] bytes, int from, int end) {
        Line line =
                new Line(lineStart, lineStart + end - from + 1, text(new String(bytes, from, end - from, UTF_8)), 0);
        lineStart = line.next();
        return line;
    }

    private void keep(byte[] bytes, int from, int length) {
        int room = LINE_BYTES_MAX - partial.size();
        partial.write(bytes, from, Math.min(room, length));
        lineLength += length;
    }

    private Line finish(long next) {
        long cutAt = lineLength > LINE_BYTES_MAX ? lineLength : 0;
        Line line = new Line(lineStart, next, text(partial.toString(UTF_8)), cutAt);
        lineStart = next;
        lineLength = 0;
        if (partial.size() > CHUNK_BYTES) partial = new ByteArrayOutputStream();
        else partial.reset();
        return line;
    }

    /** Bytes that are not UTF-8 have become U+FFFD; the file in the launch directory keeps them. */
    private static String text(String decoded) {
        return decoded.endsWith("\r") ? decoded.substring(0, decoded.length() - 1) : decoded;
    }

    @Override
    public void close() throws IOException {
        if (channel != null) channel.close();
    }
}
