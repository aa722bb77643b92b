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
import orchestrator.json.Json;

/** What lay in a checkout beside git's files when its agent began: copied there, or made by the setup. */
public final class InitialFiles {
    private final JsonNode sizes;

    private InitialFiles(JsonNode sizes) {
        this.sizes = sizes;
    }

    /** Nothing, if that was never noted. */
    static InitialFiles of(Path tree) {
        try {
            return new InitialFiles(Json.MAPPER.readTree(Files.readString(file(tree))));
        } catch (NoSuchFileException never) {
            return new InitialFiles(JsonNodeFactory.instance.objectNode());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file(tree), e);
        }
    }

    public static void note(Path tree, LeftOutFiles account) {
        ObjectNode sizes = JsonNodeFactory.instance.objectNode();
        for (LeftOutFiles.Found found : account.found()) sizes.put(found.name(), text(found.size()));
        try {
            Files.writeString(file(tree), Json.write(sizes));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file(tree), e);
        }
    }

    boolean hasUnchanged(LeftOutFiles.Found found) {
        return sizes.path(found.name()).asText("").equals(text(found.size()));
    }

    private static String text(TreeSize size) {
        return size.files() + "/" + size.bytes() + "/" + size.newestMillis();
    }

    /** Beside the checkout, which it outlives for no longer than the others. */
    private static Path file(Path tree) {
        return tree.resolveSibling(tree.getFileName() + ".before.json");
    }
}
