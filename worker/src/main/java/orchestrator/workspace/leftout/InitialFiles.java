package orchestrator.workspace.leftout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import orchestrator.filetree.TreeSize;
import orchestrator.home.AtomicFile;
import orchestrator.json.Json;

/** Untracked files that were in a checkout before its agent began: copied there, or created by the setup. */
public final class InitialFiles {
    private final JsonNode sizes;

    private InitialFiles(JsonNode sizes) {
        this.sizes = sizes;
    }

    /** Empty if nothing was recorded. */
    static InitialFiles of(Path tree) {
        try {
            return new InitialFiles(Json.MAPPER.readTree(Files.readString(file(tree))));
        } catch (NoSuchFileException never) {
            return new InitialFiles(JsonNodeFactory.instance.objectNode());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file(tree), e);
        }
    }

    public static void record(Path tree, LeftOutFiles account) {
        ObjectNode sizes = JsonNodeFactory.instance.objectNode();
        for (LeftOutFiles.Found found : account.found()) sizes.put(found.name(), text(found.size()));
        AtomicFile.of(file(tree)).write(Json.write(sizes));
    }

    boolean hasUnchanged(LeftOutFiles.Found found) {
        return sizes.path(found.name()).asText("").equals(text(found.size()));
    }

    private static String text(TreeSize size) {
        return size.files() + "/" + size.bytes() + "/" + size.newestMillis();
    }

    /** Beside the checkout; it is removed together with all checkouts. */
    private static Path file(Path tree) {
        return tree.resolveSibling(tree.getFileName() + ".before.json");
    }
}
