package orchestrator.guard.tool;

import java.nio.file.Path;
import orchestrator.guard.GuardDecision;

/** Judges text that a shell would run. */
public interface CommandJudge {
    GuardDecision judge(String text, Path directory);
}
