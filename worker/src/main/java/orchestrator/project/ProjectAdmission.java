package orchestrator.project;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import orchestrator.agent.registry.AgentRegistry;
import orchestrator.approval.Admission;
import orchestrator.approval.ProjectApproval;
import orchestrator.autofix.AutoFix;
import orchestrator.autofix.ProjectActivities.AdmitRequest;
import orchestrator.autofix.ProjectActivities.AdmittedProject;
import orchestrator.autofix.ProjectKey;
import orchestrator.autofix.request.Repair;
import orchestrator.autofix.request.Testing;
import orchestrator.autofix.request.WatchRequest;
import orchestrator.environment.CommandEnvironment;
import orchestrator.environment.RollOverSetting;
import orchestrator.home.WatchedPaths;
import orchestrator.home.WorkDirectory;
import orchestrator.host.Host;
import orchestrator.launcher.HostContext;
import orchestrator.verify.CheckGuess;

/** Decides if a project may be watched, and completes the request. Nothing is inspected before its signature. */
public final class ProjectAdmission {
    private final HostContext host;
    private final Host place;
    private final Admission admission;
    private final ProjectApproval approvals;
    private final Supplier<List<String>> searchAttributes;

    /** @param searchAttributes those that Temporal has */
    public ProjectAdmission(
            HostContext host,
            Host place,
            Admission admission,
            ProjectApproval approvals,
            Supplier<List<String>> searchAttributes) {
        this.host = host;
        this.place = place;
        this.admission = admission;
        this.approvals = approvals;
        this.searchAttributes = searchAttributes;
    }

    public AdmittedProject admit(AdmitRequest request) {
        try {
            return admitted(request);
        } catch (ProjectRefused refused) {
            return refused(request, refused.getMessage());
        } catch (WorkDirectory.Unusable unusable) {
            return refused(request, unusable.words());
        }
    }

    private AdmittedProject refused(AdmitRequest request, String why) {
        return new AdmittedProject(place, AutoFix.project(request.workflow()), request.request(), why, List.of());
    }

    private AdmittedProject admitted(AdmitRequest request) throws ProjectRefused, WorkDirectory.Unusable {
        WatchRequest asked = request.request();
        String unsigned = admission.unsigned(request);
        if (!unsigned.isEmpty())
            throw new ProjectRefused("nobody on this machine has asked for it: " + unsigned
                    + ". If you want it, type: orchestrate watch " + asked.target());
        Path target = WatchedPaths.target(asked.target(), asked.repairs());
        String project = ProjectKey.of(target.toString());
        if (!AutoFix.id(project).equals(request.workflow()))
            throw new ProjectRefused("the workflow of " + target + " must have the id " + AutoFix.id(project)
                    + ". Start it with: orchestrate watch " + target);
        if (!admission.isTrusted(target))
            throw new ProjectRefused(target + " is not trusted, and its tests run commands. If you trust it, type:"
                    + " orchestrate trust " + target + " – and then: orchestrate watch " + target);
        List<String> notes = new ArrayList<>();
        List<String> paths = WatchedPaths.below(target, asked.paths());
        Testing testing = testing(target, asked.test(), notes);
        WatchRequest whole = asked.completed(target.toString(), paths, testing, repair(target, asked, notes));
        StateFile.refuse(whole.stateFile(), target);
        approvals.admit(project, request.execution(), whole);
        return new AdmittedProject(
                place,
                project,
                whole,
                "",
                notes,
                admission.acceptsUnsigned(),
                searchAttributes.get(),
                RollOverSetting.of(host.environment()));
    }

    private Testing testing(Path target, Testing asked, List<String> notes) throws ProjectRefused {
        Testing known = asked;
        if (asked.command() == null || asked.command().isBlank()) {
            CheckGuess guess = CheckGuess.of(target)
                    .orElseThrow(() -> new ProjectRefused("there is no test command, and none can be guessed from the"
                            + " files of " + target + ". Name it: orchestrate watch " + target
                            + " --test \"COMMAND\""));
            known = asked.withCommand(guess.command());
            notes.add("The test command is a guess from " + guess.from() + ": " + guess.command()
                    + ". Another one: --test \"COMMAND\".");
        }
        String command = String.valueOf(known.command());
        String searchPath = CommandEnvironment.of(host.environment()).getOrDefault("PATH", "");
        TestProgram.of(command)
                .filter(program -> !program.isIn(target, searchPath))
                .ifPresent(missing -> notes.add("The program " + missing.name()
                        + " of the test command was not found. Install it, or type `orchestrate up` in a terminal"
                        + " that finds it."));
        return known;
    }

    private Repair repair(Path target, WatchRequest asked, List<String> notes) throws ProjectRefused {
        AgentRegistry agents =
                AgentRegistry.open(host.home().directory(), host.environment()).in(target);
        if (!asked.repairs()) return asked.repair();
        Repair repair = RepairAgents.choose(asked.repair(), agents.candidates());
        Stream.of(String.valueOf(repair.strategyAgent()), String.valueOf(repair.fixAgent()))
                .distinct()
                .flatMap(name -> agents.byName(name).stream())
                .flatMap(agent -> agent.missingSetup(host.environment()).stream())
                .forEach(notes::add);
        agents.problems().forEach(problem -> notes.add(problem + "."));
        return repair;
    }
}
