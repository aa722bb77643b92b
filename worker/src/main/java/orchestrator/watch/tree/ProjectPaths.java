package orchestrator.watch.tree;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import orchestrator.git.FileName;

/**
 * Files of a project by their path relative to it, with slashes. The text is UTF-8 whatever the locale of this process
 * is.
 */
public record ProjectPaths(Path target) {

    /** Empty for the project itself; nothing if the name is not UTF-8 or lies elsewhere. */
    public Optional<String> text(Path file) {
        if (file.equals(target)) return Optional.of("");
        if (!file.startsWith(target)) return Optional.empty();
        String name = FileName.of(target, file);
        if (FileName.isAscii(name)) return Optional.of(name);
        try {
            ByteBuffer bytes = ByteBuffer.wrap(name.getBytes(StandardCharsets.ISO_8859_1));
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    public Path at(String text) {
        if (text.isEmpty()) return target;
        return FileName.at(target, new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }
}
