package orchestrator.bench.repair;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import orchestrator.bench.measure.Machine;
import orchestrator.harness.Orchestrator;
import orchestrator.harness.ScratchDirectory;
import orchestrator.harness.Tools;
import orchestrator.harness.watch.AnsweringAgent;
import picocli.CommandLine;

/** {@code bench/repair --help}. Exits with 1 if a repair was applied wrongly or a task ended otherwise than it must. */
public final class RepairBench {
    private final RepairBenchOptions options;
    private final Path folder;

    private RepairBench(RepairBenchOptions options) {
        this.options = options;
        this.folder = options.directory == null ? Tools.checkout().resolve("bench/programs") : options.directory;
    }

    public static void main(String[] arguments) {
        RepairBenchOptions options = new RepairBenchOptions();
        CommandLine line = new CommandLine(options).setCommandName("bench/repair");
        try {
            line.parseArgs(arguments);
            if (options.help) {
                line.usage(System.out);
                return;
            }
            RepairReport report = new RepairBench(options).run();
            System.out.print(options.json ? report.json() : "\n" + report.table());
            System.exit(report.isGood() ? 0 : 1);
        } catch (CommandLine.ParameterException | IllegalArgumentException wrong) {
            System.err.println("bench/repair: " + wrong.getMessage() + " See bench/repair --help.");
            System.exit(2);
        }
    }

    private RepairReport run() {
        List<RepairProgram> programs = RepairProgram.listed(folder).stream()
                .filter(program -> options.only.isEmpty() || options.only.contains(program.name()))
                .toList();
        AgentMode.of(options.mode, 0);
        Machine machine = Machine.look();
        Path scratch = ScratchDirectory.directory("repair");
        try (Orchestrator orchestrator = Orchestrator.prepare(scratch, Map.of())) {
            AnsweringAgent agent = AnsweringAgent.define(orchestrator.home());
            say("starting Temporal, worker and API");
            orchestrator.start();
            long begun = System.nanoTime();
            List<RepairResult> results = repairAll(orchestrator, agent, programs);
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
            return new RepairReport(machine, options.parallel, millis, results);
        } finally {
            if (!options.keep) remove(scratch);
        }
    }

    private List<RepairResult> repairAll(
            Orchestrator orchestrator, AnsweringAgent agent, List<RepairProgram> programs) {
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, options.parallel));
        AtomicInteger done = new AtomicInteger();
        try {
            List<Future<RepairResult>> running = new ArrayList<>();
            for (int i = 0; i < programs.size(); i++) {
                AgentMode mode = AgentMode.of(options.mode, i);
                RepairTrial trial = new RepairTrial(orchestrator, agent, folder, programs.get(i), mode);
                running.add(threads.submit(() -> {
                    RepairResult result = trial.run();
                    say(done.incrementAndGet() + " of " + programs.size() + ": " + result.name() + ", " + result.mode()
                            + ": " + result.outcome() + " " + result.problem());
                    return result;
                }));
            }
            List<RepairResult> results = new ArrayList<>();
            for (Future<RepairResult> result : running) results.add(result.get());
            return results;
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "a program could not be tried; " + orchestrator.worker().outputTail(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void say(String what) {
        System.err.println("repair: " + what.strip());
    }

    private static void remove(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + directory, e);
        }
    }
}
