package orchestrator.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import orchestrator.cli.call.ApiClient;
import orchestrator.cli.connect.RunningServices;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.input.HelpOption;
import orchestrator.cli.input.UpOptions;
import orchestrator.cli.live.DisplayText;
import orchestrator.cli.output.CommandException;
import orchestrator.cli.output.ExitCode;
import orchestrator.home.ProjectSecrets;
import orchestrator.home.Trust;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "watch",
        description =
                "Watch how a mistake is found, repaired, verified and applied, and how one that no agent can repair is"
                        + " escalated. Needs no API key and no network.")
public final class DemoWatchCommand implements Callable<Integer> {
    private static final String AGENT = "demo-fixer";
    private static final int WATCHED_WITHIN_SECONDS = 30;
    private static final int RECEIVED_WITHIN_SECONDS = 20;
    private static final int MESSAGE_CHARS = 600;

    private final CommandCaller caller;
    private final PrintStream out;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Mixin
    private final UpOptions up = new UpOptions();

    public DemoWatchCommand(CommandCaller caller) {
        this.caller = caller;
        this.out = caller.out();
    }

    @Override
    public Integer call() {
        RunningServices services = RunningServices.startMissing(caller, up.request(caller));
        DemoProject project = DemoProject.make(caller.home(), DemoShop.files());
        Trust.of(services.home()).add(project.directory());
        try (DemoReceiver slack = DemoReceiver.start()) {
            return play(services, project, slack);
        }
    }

    private int play(RunningServices services, DemoProject project, DemoReceiver slack) {
        String key = orchestrator.autofix.ProjectKey.of(project.directory().toString());
        new ProjectSecrets(null, slack.url(), null, null, null)
                .write(services.home().project(key));
        services.api().post("/api/v1/watches", request(project));
        out.println("project    " + project.directory() + ": price.sh, stock.sh, and test.sh, which checks them");
        out.println("dashboard  " + services.dashboard() + "#/watch/" + key);
        String temporal = services.temporalUi("autofix-" + key);
        if (!temporal.isEmpty()) out.println("temporal   " + temporal);
        awaitWatched(services.api(), key);
        boolean repaired = repair(services.api(), key, project);
        boolean escalated = escalate(services.api(), key, project, slack);
        services.api().post("/api/v1/watches/" + key + "/stop", JsonNodeFactory.instance.objectNode());
        printCommands(project);
        return repaired && escalated ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static ObjectNode request(DemoProject project) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("target", project.directory().toString()).put("debounceSeconds", 0.5);
        request.putObject("test").put("command", DemoShop.TEST);
        request.putObject("repair")
                .put("strategyAgent", AGENT)
                .put("fixAgent", AGENT)
                .put("retriesMax", 2)
                .put("backoffSeconds", 1.0);
        request.putObject("escalation").put("slack", true);
        return request;
    }

    private static void awaitWatched(ApiClient api, String key) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WATCHED_WITHIN_SECONDS);
        while (System.nanoTime() < end) {
            JsonNode state = api.get("/api/v1/watches/" + key);
            // The first look at the whole project has ended.
            if (!state.path("completed").isEmpty()) return;
            String reason = state.path("reason").asText();
            if (state.path("status").asText().equals("stopped"))
                throw CommandException.failed("the demo's project is not watched: " + DisplayText.clean(reason));
            DemoTask.pause();
        }
        throw CommandException.failed(
                "the demo's project is not watched after " + WATCHED_WITHIN_SECONDS + " s.",
                "Look for the cause:  orchestrate doctor");
    }

    private boolean repair(ApiClient api, String key, DemoProject project) {
        out.println("\n1. A mistake is saved into price.sh: ten get no discount any more.\n");
        Set<String> earlier = ended(api, key);
        project.save(DemoShop.PRICE, DemoShop.WRONG_PRICE);
        JsonNode task = new DemoTask(api, key, out).follow(earlier);
        return task.at("/result/outcome").asText().equals("fixed");
    }

    private boolean escalate(ApiClient api, String key, DemoProject project, DemoReceiver slack) {
        Set<String> earlier = new HashSet<>();
        api.get("/api/v1/watches/" + key)
                .path("completed")
                .forEach(task -> earlier.add(task.path("id").asText()));
        out.println(
                "\n2. A mistake is saved into stock.sh that no agent can repair: it reads a file that is not there.\n");
        project.save(DemoShop.STOCK, DemoShop.WRONG_STOCK);
        JsonNode task = new DemoTask(api, key, out).follow(earlier);
        boolean hasCome = printReceived(slack);
        return hasCome && task.at("/result/outcome").asText().equals("escalated");
    }

    private static Set<String> ended(ApiClient api, String key) {
        Set<String> ids = new HashSet<>();
        api.get("/api/v1/watches/" + key)
                .path("completed")
                .forEach(task -> ids.add(task.path("id").asText()));
        return ids;
    }

    private boolean printReceived(DemoReceiver slack) {
        try {
            String message = slack.received().poll(RECEIVED_WITHIN_SECONDS, TimeUnit.SECONDS);
            if (message == null) {
                out.println("            Slack (a local receiver) got nothing.");
                return false;
            }
            String shown = DisplayText.clean(message);
            out.println("            Slack (a local receiver) got: "
                    + shown.substring(0, Math.min(MESSAGE_CHARS, shown.length())));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandException.failed("interrupted; the project is still watched.");
        }
    }

    private void printCommands(DemoProject project) {
        out.println("\nThe demo has stopped watching. This needed no API key. stock.sh is still broken; its history:");
        out.println("  orchestrate watch --status " + project.directory());
        out.println("With real agents, in a project of yours:");
        out.println("  orchestrate watch --test \"npm test\"");
    }
}
