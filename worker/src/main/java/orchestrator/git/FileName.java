package orchestrator.git;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * File names as git stores them: bytes, represented by one character each. A name need not be UTF-8; Java's text of
 * such a path loses bytes, its URI does not.
 */
public final class FileName {
    private static final int ASCII_END = 0x80;
    private static final int SHOWN_MAX = 5;

    private FileName() {}

    /** The file with this name in the directory. */
    public static Path at(Path directory, String name) {
        String plain = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        if (isAscii(plain)) return directory.resolve(plain);
        StringBuilder uri = new StringBuilder("file://").append(rawPath(directory));
        for (byte b : ("/" + plain).getBytes(StandardCharsets.ISO_8859_1)) {
            if (b == '/') uri.append('/');
            else uri.append(String.format("%%%02X", b));
        }
        return Path.of(URI.create(uri.toString()));
    }

    /** The name of a file, relative to the directory. */
    public static String of(Path directory, Path file) {
        String simple = directory.relativize(file).toString();
        if (isAscii(simple)) return simple;
        String raw = rawPath(file).substring(rawPath(directory).length() + 1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < raw.length(); i++) {
            boolean escaped = raw.charAt(i) == '%';
            bytes.write(escaped ? Integer.parseInt(raw.substring(i + 1, i + 3), 16) : raw.charAt(i));
            if (escaped) i += 2;
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    /** The name for people. Bytes that are not UTF-8 are shown as {@code \xE9}. */
    public static String readable(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            StringBuilder text = new StringBuilder();
            for (char c : name.toCharArray()) {
                if (c < ASCII_END) text.append(c);
                else text.append(String.format("\\x%02X", (int) c));
            }
            return text.toString();
        }
    }

    /** The first few of these names, and how many more there are. */
    public static String shown(List<String> names) {
        List<String> first = names.subList(0, Math.min(SHOWN_MAX, names.size()));
        int more = names.size() - first.size();
        return String.join(", ", first) + (more > 0 ? " and " + more + " more" : "");
    }

    public static boolean isAscii(String name) {
        return name.chars().allMatch(c -> c < ASCII_END);
    }

    private static String rawPath(Path path) {
        String raw = path.toUri().getRawPath();
        return raw.length() > 1 && raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw;
    }
}
