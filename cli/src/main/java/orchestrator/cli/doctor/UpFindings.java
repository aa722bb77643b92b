package orchestrator.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import orchestrator.cli.output.Finding;
import orchestrator.cli.output.ProgressOutput;
import orchestrator.cli.start.UpRequest;
import orchestrator.home.Home;

/** Findings about everything that {@code up} starts. Nothing is started, stopped or downloaded. */
public final class UpFindings {
    private UpFindings() {}

    /** @param request the request that {@code up} would get */
    public static List<Finding> of(Home home, UpRequest request, ProgressOutput progress) {
        List<Finding> findings = new ArrayList<>();
        findings.add(new TemporalFinding(home, request, progress).find());
        findings.add(PortFindings.api(home, request));
        findings.add(PortFindings.temporal(home, request));
        findings.add(ServiceFindings.worker(home));
        ServiceFindings.standby(home).ifPresent(findings::add);
        findings.addAll(ServiceFindings.notes(home));
        RefreshFinding.of(home, request, progress).ifPresent(findings::add);
        findings.add(ServiceFindings.api(home));
        return List.copyOf(findings);
    }
}
