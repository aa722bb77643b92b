package orchestrator.cli.doctor;

import java.util.List;
import java.util.Map;
import orchestrator.cli.output.Finding;
import orchestrator.sandbox.SandboxProbe;

/** Tells if agents run in a sandbox here, and what that means. */
final class SandboxFinding {
    private static final String WHAT = "sandbox";

    private SandboxFinding() {}

    static Finding of(Map<String, String> environment) {
        return of(new SandboxProbe(environment).find());
    }

    static Finding of(SandboxProbe.Finding found) {
        if (found.works())
            return Finding.good(
                    WHAT,
                    "agents run in bubblewrap: they can change their checkout only and see no keys; their network is open");
        return Finding.lacking(
                WHAT,
                "agents run without one, and only the guard stands between them and your files: " + found.problem(),
                List.of(found.remedy()));
    }
}
