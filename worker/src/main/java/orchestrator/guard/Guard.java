package orchestrator.guard;

import java.nio.file.Path;
import orchestrator.event.ToolCall;

/** Decides about one tool call. Never throws: what it cannot judge, it denies. */
public interface Guard {

    /** Of an agent that is in its workspace. */
    GuardDecision decide(ToolCall call);

    /** Of an agent whose shell is in that directory, from which relative paths start. A guard without files ignores it. */
    default GuardDecision decide(ToolCall call, Path directory) {
        return decide(call);
    }
}
