package orchestrator.cli.watch.option;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import orchestrator.cli.input.CommandCaller;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** All options that say how a project is watched. */
public final class WatchSettings {
    @Mixin
    private final TestOptions test = new TestOptions();

    @Mixin
    private final RepairOptions repair = new RepairOptions();

    @Mixin
    private final LimitOptions limits = new LimitOptions();

    @Nullable
    @Option(
            names = "--state-file",
            paramLabel = "FILE",
            description = "Write the state for other tools into this JSON file at each change.")
    private String stateFile;

    @Option(names = "--once", description = "Look, repair what is broken, and exit; the exit code tells.")
    public boolean once;

    /** What was typed, as a part of a request. Refuses invalid values before anything is started. */
    public ObjectNode typed(CommandCaller caller) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        test.addTo(request);
        repair.addTo(request);
        limits.addTo(request);
        if (stateFile != null) {
            Path file = caller.resolve(stateFile).toAbsolutePath();
            request.put("stateFile", file.toString());
        }
        if (once) request.put("once", true);
        return request;
    }
}
