package orchestrator.repair;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import orchestrator.approval.NotApproved;
import orchestrator.approval.ProjectApproval;
import orchestrator.autofix.AutoFix;
import orchestrator.autofix.FixActivities.Applied;
import orchestrator.autofix.FixActivities.ApplyOrder;
import orchestrator.autofix.FixActivities.Judged;
import orchestrator.autofix.FixActivities.PrepareTask;
import orchestrator.autofix.FixActivities.TestOrder;
import orchestrator.autofix.FixActivities.Tested;
import orchestrator.autofix.ProjectKey;
import orchestrator.autofix.request.Testing;
import orchestrator.autofix.request.WatchRequest;
import orchestrator.checkout.CheckoutActivities.IntegrateRequest;
import orchestrator.checkout.CheckoutActivities.OpenRequest;
import orchestrator.checkout.CheckoutActivities.Opened;
import orchestrator.eventlog.store.EventStore;
import orchestrator.home.Home;
import orchestrator.json.Json;
import orchestrator.process.RunProcesses;
import orchestrator.process.TimedCommand;
import orchestrator.repair.task.TaskApproval;
import orchestrator.watch.KnownFiles;
import orchestrator.workspace.Checkouts;
import orchestrator.workspace.dependencies.TaskMark;
import orchestrator.workspace.request.Refused;
import org.jspecify.annotations.Nullable;

/** A watched project in a temporary directory, and its tasks; the test plays the agent. */
public final class RepairedProject implements AutoCloseable {
    public final Path root;
    public final Home home;
    public final EventStore store;
    public final Checkouts checkouts;
    public final String project;
    private final Map<String, String> environment;
    private Testing testing = Testing.GUESSED;
    private Repairs repairs;
    private int tasks;

    public RepairedProject(Path base) throws IOException {
        root = Files.createDirectories(base.toRealPath().resolve("project"));
        home = Home.at(base.toRealPath().resolve("home"));
        environment = Map.of("PATH", System.getenv("PATH"), "HOME", base.toString());
        store = EventStore.open(home.eventStore());
        checkouts = Checkouts.of(home, store.artifacts(), environment);
        project = ProjectKey.of(root.toString());
        repairs = restarted();
    }

    /** As after a crash of the worker. */
    public Repairs restarted() {
        repairs = new Repairs(
                home,
                store.artifacts(),
                checkouts,
                new TimedCommand(new RunProcesses(RunProcesses.systemTable()), environment),
                name -> KnownFiles.open(home.project(name).made().files()),
                Clock.systemUTC());
        return repairs;
    }

    public Repairs repairs() {
        return repairs;
    }

    public RepairedProject testedBy(String command) {
        return testedBy(new Testing(command, List.of(), null, 1));
    }

    public RepairedProject testedBy(Testing how) {
        testing = how;
        new ProjectApproval(home, (session, execution) -> false)
                .admit(project, "first", WatchRequest.of(root.toString()).withTest(how));
        return this;
    }

    public RepairedProject repository() {
        git("init", "-q", "-b", "main");
        git("config", "user.name", "Ana");
        git("config", "user.email", "ana@example.org");
        return this;
    }

    public RepairedProject commit() {
        git("add", "-A");
        git("commit", "-q", "-m", "work");
        return this;
    }

    public RepairedProject write(String name, String text) {
        write(root, name, text);
        return this;
    }

    public static void write(Path directory, String name, String text) {
        try {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String read(String name) {
        return readIn(root, name);
    }

    public static String readIn(Path directory, String name) {
        try {
            return Files.readString(directory.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(root.toFile())
                    .redirectErrorStream(true)
                    .start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return out.stripTrailing();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Another task of the project that has ended, and has a ledger. */
    public void endedTask(int number) throws Refused {
        String key = AutoFix.id(project) + "-task_" + String.format("ff%06x", number);
        write(home.session(key), "task.json", Json.write(new TaskMark(project, root.toString())));
        write(home.session(key), "ledger.md", "ledger\n");
        repairs.clear(key, false);
    }

    public Task task(String... files) throws Refused, NotApproved {
        String key = AutoFix.id(project) + "-task_" + String.format("%08x", ++tasks);
        Task task = new Task(key, List.of(files));
        new TaskApproval(
                        home,
                        store.artifacts(),
                        new ProjectApproval(home, (session, execution) -> false),
                        Clock.systemUTC())
                .prepare(new PrepareTask(project, "first", key, "execution", root.toString(), testing));
        task.open();
        return task;
    }

    /** One task with a snapshot; its agent's checkout is opened when it is first needed. */
    public final class Task {
        public final String key;
        private final List<String> files;
        private @Nullable Path tree;

        private Task(String key, List<String> files) {
            this.key = key;
            this.files = files;
        }

        private Opened open(String... agents) throws Refused {
            return checkouts.open(new OpenRequest(
                    key, key, root.toString(), root.toString(), null, List.of(agents), testing.setup(), null));
        }

        public Path tree() throws Refused {
            Path known = tree;
            if (known == null) known = Path.of(open("fixer").paths().get("fixer"));
            tree = known;
            return known;
        }

        /** The agent writes a file, and its work is integrated. */
        public Task repair(String name, String text) throws Refused {
            RepairedProject.write(tree(), name, text);
            return integrate();
        }

        public Task integrate() throws Refused {
            checkouts.integrate(new IntegrateRequest(key, "fixer", "fixer-1", "Repair"));
            return this;
        }

        public Tested test() throws Refused, InterruptedException {
            return repairs.test(order());
        }

        public Judged judge() throws Refused, InterruptedException {
            return repairs.judge(order());
        }

        public Applied apply() throws Refused {
            return repairs.apply(application());
        }

        public Applied undo() {
            return repairs.undo(application());
        }

        public void clear() throws Refused {
            repairs.clear(key, false);
        }

        private TestOrder order() {
            return new TestOrder(project, key, root.toString(), files, testing);
        }

        public ApplyOrder application() {
            return new ApplyOrder(project, key, root.toString(), "Repair it");
        }

        public String output(Tested tested) {
            return store.artifacts().get(tested.output()).orElse("");
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
