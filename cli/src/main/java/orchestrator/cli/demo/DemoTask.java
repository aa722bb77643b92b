package orchestrator.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import orchestrator.cli.call.ApiClient;
import orchestrator.cli.live.DisplayText;
import orchestrator.cli.output.CommandException;

/** Shows one task of the demo step by step, from the change to its end. */
final class DemoTask {
    private static final Duration TASK_MAX = Duration.ofMinutes(3);
    private static final long LOOK_EVERY_MILLIS = 100;
    private static final int OUTPUT_LINES = 6;
    private static final int DIFF_LINES = 14;
    private static final Map<String, String> STEPS = Map.of(
            "testing", "the tests run on a copy of the project",
            "strategy", "red: an agent looks for the cause, and may change nothing",
            "fixing", "an agent repairs it in a checkout of its own",
            "verifying", "the tests run on the repair",
            "applying", "green: the repair is written into the project",
            "waiting", "waits before the next attempt",
            "escalating", "given up: the people are told");

    private final ApiClient api;
    private final String project;
    private final PrintStream out;
    private final long begun = System.nanoTime();
    private String task = "";
    private String said = "";
    private int attempts;

    DemoTask(ApiClient api, String project, PrintStream out) {
        this.api = api;
        this.project = project;
        this.out = out;
    }

    /** Returns the ended task. */
    JsonNode follow(Set<String> earlier) {
        while (System.nanoTime() - begun < TASK_MAX.toNanos()) {
            Optional<JsonNode> task = newest(api.get(path()), earlier);
            if (task.isPresent()) {
                show(task.get());
                if (task.get().path("result").isObject()) return task.get();
            }
            pause();
        }
        throw CommandException.failed(
                "the demo's task has not ended after " + TASK_MAX.toMinutes() + " minutes.",
                "See why:  orchestrate watch --status");
    }

    String path() {
        return "/api/v1/watches/" + ApiClient.segment(project);
    }

    private static Optional<JsonNode> newest(JsonNode state, Set<String> earlier) {
        return Stream.of("inProgress", "pending", "completed", "failed")
                .flatMap(part -> StreamSupport.stream(state.path(part).spliterator(), false))
                .filter(task -> !earlier.contains(task.path("id").asText()))
                .findFirst();
    }

    private void show(JsonNode task) {
        if (this.task.isEmpty())
            say("found: " + DisplayText.clean(task.path("description").asText()));
        this.task = task.path("id").asText();
        String step = task.at("/progress/step").asText();
        int attempt = task.at("/progress/attempt").asInt();
        String words = STEPS.getOrDefault(step, "");
        if (!words.isEmpty() && !(step + attempt).equals(said)) {
            if (step.equals("strategy") && attempt <= 1) quote("output?attempt=0", OUTPUT_LINES);
            say(words + (attempt > 1 ? " (attempt " + attempt + ")" : ""));
        }
        said = step + attempt;
        showAttempts(task);
        if (task.path("result").isObject()) {
            String reason = task.at("/result/reason").asText();
            say(task.at("/result/outcome").asText() + ": " + DisplayText.clean(reason));
            if (task.at("/result/outcome").asText().equals("fixed")) quote("diff", DIFF_LINES);
        }
    }

    /** Each attempt once, as soon as it is over. */
    private void showAttempts(JsonNode task) {
        if (task.at("/progress/attempt").asInt() <= attempts
                && !task.path("result").isObject()) return;
        JsonNode details = api.get(path() + "/tasks/" + this.task);
        for (JsonNode attempt : details.path("attempts")) {
            if (attempt.path("number").asInt() <= attempts) continue;
            attempts = attempt.path("number").asInt();
            say("attempt " + attempts + ": "
                    + DisplayText.clean(attempt.path("outcome").asText()));
            String strategy = DisplayText.clean(attempt.path("strategy").asText());
            if (!strategy.isEmpty()) out.println("            strategy: " + strategy);
        }
    }

    /** Shows the first lines of one of the task's texts, if there is one. */
    private void quote(String what, int linesMax) {
        try {
            DisplayText.cleanLines(api.text(path() + "/tasks/" + task + "/" + what))
                    .lines()
                    .limit(linesMax)
                    .forEach(line -> out.println("            | " + line));
        } catch (CommandException none) {
            out.println("            (" + none.getMessage() + ")");
        }
    }

    private void say(String words) {
        double seconds = (System.nanoTime() - begun) / 1e9;
        out.println(String.format(Locale.ROOT, "  %6.1f s  %s", seconds, words));
    }

    static void pause() {
        try {
            Thread.sleep(LOOK_EVERY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandException.failed("interrupted; the project is still watched.");
        }
    }
}
