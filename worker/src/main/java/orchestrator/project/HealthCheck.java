package orchestrator.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import orchestrator.agent.registry.AgentRegistry;
import orchestrator.agent.registry.InstalledAgent;
import orchestrator.autofix.AutoFix;
import orchestrator.autofix.AutoFixHealth.Check;
import orchestrator.autofix.AutoFixState;
import orchestrator.autofix.request.Repair;
import orchestrator.environment.CommandEnvironment;
import orchestrator.home.Home;
import orchestrator.temporal.WorkflowLookup;
import orchestrator.watch.WatcherFacts;

/** Looks at everything that a watched project depends on. All checks run at once, each within a time limit. */
final class HealthCheck {
    private final Home home;
    private final Map<String, String> environment;
    private final WorkflowLookup workflows;
    private final ProjectStates states;
    private final Duration limit;
    private final ExecutorService threads = Executors.newCachedThreadPool(check -> {
        Thread thread = new Thread(check, "health");
        thread.setDaemon(true);
        return thread;
    });

    HealthCheck(
            Home home,
            Map<String, String> environment,
            WorkflowLookup workflows,
            ProjectStates states,
            Duration limit) {
        this.home = home;
        this.environment = environment;
        this.workflows = workflows;
        this.states = states;
        this.limit = limit;
    }

    /** @param state the last one that was exported */
    List<Check> run(WatcherFacts facts, AutoFixState state) {
        List<CompletableFuture<Check>> all = new ArrayList<>();
        all.add(CompletableFuture.completedFuture(watcher(facts)));
        all.add(begin("queue", () -> queue(state)));
        all.add(begin("test command", () -> testCommand(state)));
        if (state.request().repairs()) all.add(begin("agents", () -> agents(state)));
        if (state.request().stateFile() != null)
            all.add(CompletableFuture.completedFuture(
                    stateFile(state.project(), state.request().stateFile())));
        return all.stream().map(CompletableFuture::join).toList();
    }

    private CompletableFuture<Check> begin(String name, Supplier<Check> check) {
        return CompletableFuture.supplyAsync(check, threads)
                .completeOnTimeout(
                        new Check(name, false, "did not answer within " + limit.toMillis() + " ms"),
                        limit.toMillis(),
                        TimeUnit.MILLISECONDS)
                .exceptionally(failure -> new Check(name, false, "the check failed: " + failure.getMessage()));
    }

    /** Ends when the checks that took too long have ended. */
    void close() throws InterruptedException {
        threads.shutdown();
        threads.awaitTermination(1, TimeUnit.MINUTES);
    }

    private static Check watcher(WatcherFacts facts) {
        String words = facts.mode() + ", " + facts.files() + " files in " + facts.directories() + " directories";
        return new Check("watcher", true, facts.note().isEmpty() ? words : words + ". " + facts.note());
    }

    private Check queue(AutoFixState state) {
        String id = AutoFix.id(state.project());
        return switch (workflows.ask(id, state.execution())) {
            case OPEN -> new Check("queue", true, "workflow " + id + " is open");
            case UNKNOWN -> new Check("queue", false, "Temporal does not answer. See: orchestrate doctor");
            case CLOSED, REPLACED, NOT_FOUND ->
                new Check(
                        "queue",
                        false,
                        "workflow " + id + " is over. Begin again: orchestrate watch "
                                + state.request().target());
        };
    }

    private Check testCommand(AutoFixState state) {
        Path target = Path.of(state.request().target());
        String command = Objects.requireNonNullElse(state.request().test().command(), "");
        if (!Files.isDirectory(target)) return new Check("test command", false, target + " does not exist any more");
        if (command.isEmpty()) return new Check("test command", false, "none is known. Name it with --test");
        String searchPath = CommandEnvironment.of(environment).getOrDefault("PATH", "");
        Optional<TestProgram> missing = TestProgram.of(command).filter(program -> !program.isIn(target, searchPath));
        return missing.map(program -> new Check(
                        "test command", false, program.name() + " of `" + command + "` was not found. Install it"))
                .orElseGet(() -> new Check("test command", true, command));
    }

    private Check agents(AutoFixState state) {
        Repair repair = state.request().repair();
        Set<String> wanted = Stream.of(repair.strategyAgent(), repair.fixAgent())
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        AgentRegistry registry = AgentRegistry.open(home.directory(), environment)
                .in(Path.of(state.request().target()));
        List<InstalledAgent> found = registry.installed(wanted);
        Set<String> missing = new LinkedHashSet<>(wanted);
        found.forEach(one -> missing.remove(one.agent().name()));
        if (!missing.isEmpty())
            return new Check("agents", false, String.join(", ", missing) + " is not installed any more");
        return new Check(
                "agents", true, found.stream().map(InstalledAgent::inWords).collect(Collectors.joining(", ")));
    }

    private Check stateFile(String project, String path) {
        return states.problem(project)
                .map(problem -> new Check("state file", false, problem))
                .orElseGet(() -> new Check("state file", true, path));
    }
}
