package orchestrator.autofix.project;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import orchestrator.authority.Authority;
import orchestrator.autofix.AutoFix;
import orchestrator.signing.Incoming;

/** Decides which controls of a project count; signatures are valid for an hour. */
final class ProjectAuthority {
    private static final Duration VALID = Duration.ofHours(1);

    private final Authority authority;

    ProjectAuthority(String workflow) {
        String project = AutoFix.project(workflow);
        authority = Authority.within(
                VALID,
                workflow,
                control -> "Type: orchestrate watch --" + control + " in the project " + project
                        + " – or send it with --input \"$(orchestrate sign --as " + control + " --session-id "
                        + workflow + " '{…}')\"");
    }

    void restore(ProjectMemory memory) {
        authority.addUsed(memory.usedSignatures());
        acceptUnsigned(memory.admitted().acceptsUnsigned());
    }

    void acceptUnsigned(boolean accepts) {
        authority.acceptUnsigned(accepts);
    }

    Map<String, Instant> used() {
        return authority.used();
    }

    void check(String control, Incoming incoming) {
        authority.check(control, incoming);
    }

    String take(String control, Incoming incoming) {
        return authority.take(control, incoming);
    }
}
