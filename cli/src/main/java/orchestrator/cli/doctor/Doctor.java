package orchestrator.cli.doctor;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orchestrator.cli.output.Finding;
import orchestrator.cli.output.ProgressOutput;
import orchestrator.cli.start.UpRequest;
import orchestrator.home.Home;
import orchestrator.probe.AgentsReport;

/** Checks everything that is needed. It starts nothing except the agents that it probes. */
public final class Doctor {
    private final Map<String, String> environment;
    private final ProgressOutput progress;

    public Doctor(Map<String, String> environment, ProgressOutput progress) {
        this.environment = Map.copyOf(environment);
        this.progress = progress;
    }

    /** @param probe true to ask each installed agent for one word, which costs a little */
    public List<Finding> examine(Path javaHome, UpRequest request, boolean probe) throws InterruptedException {
        ProgramFindings programs = new ProgramFindings(environment.getOrDefault("PATH", ""));
        List<Finding> findings = new ArrayList<>(
                List.of(ProgramFindings.jdk(Runtime.version(), javaHome), programs.git(), programs.curl()));
        programs.session().ifPresent(findings::add);
        programs.processes().ifPresent(findings::add);
        findings.add(SandboxFinding.of(environment));
        Optional<Home> home = home(findings);
        if (home.isPresent()) {
            findings.addAll(DataDirectoryFindings.of(home.get()));
            findings.addAll(PendingResultsFinding.pending(home.get()));
            findings.addAll(WatchFindings.of(home.get(), Instant.now()));
            findings.addAll(UpFindings.of(home.get(), request, progress));
            findings.addAll(new AgentFindings(AgentsReport.of(home.get(), environment), progress).find(probe));
        }
        return List.copyOf(findings);
    }

    /** Without a data directory the other checks are pointless: Temporal, worker, API and agents all need it. */
    private Optional<Home> home(List<Finding> findings) {
        try {
            return Optional.of(Home.open(environment));
        } catch (UncheckedIOException | IllegalArgumentException e) {
            findings.add(DataDirectoryFindings.unusable(e));
            return Optional.empty();
        }
    }
}
