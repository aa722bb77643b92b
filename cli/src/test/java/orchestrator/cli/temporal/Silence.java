package orchestrator.cli.temporal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import orchestrator.cli.output.ProgressOutput;

/** Collects progress messages instead of printing them. */
public final class Silence implements ProgressOutput {
    private final List<String> said = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void say(String line) {
        said.add(line);
    }

    @Override
    public void wait(String line) {}

    @Override
    public void clear() {}

    public List<String> said() {
        return List.copyOf(said);
    }
}
