package orchestrator.cli.steer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import orchestrator.cli.call.ApiClient;
import orchestrator.cli.call.StatePoll;
import orchestrator.cli.connect.ApiAccess;
import orchestrator.cli.connect.SessionChoice;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.input.JsonOption;
import orchestrator.cli.live.DisplayText;
import orchestrator.cli.live.OpenItemLines;
import orchestrator.cli.output.CommandException;
import orchestrator.cli.output.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "answer",
        description = "Answer a session's questions. Without an answer: show the open questions, who said what, and"
                + " the possible answers; the exit code is then 3 if there are any.",
        customSynopsis = {
            "orchestrate answer [ID] [--item=ITEM]",
            "       orchestrate answer [ID] [--item=ITEM] [--choice=CHOICE] [--text=TEXT | TEXT...] [--json]",
            "       orchestrate answer [ID] --print-plan > FILE",
            "       orchestrate answer [ID] --plan=FILE"
        })
public final class AnswerCommand extends SteeringCommand {
    private static final int COLUMNS = 120;

    @Nullable
    @Option(
            names = "--item",
            paramLabel = "ITEM",
            description = "Which open item; may be left out if there is only one.")
    private String item;

    @Nullable
    @Option(names = "--choice", paramLabel = "CHOICE", description = "One of the choices that the item offers.")
    private String choice;

    @Nullable
    @Option(
            names = "--text",
            paramLabel = "TEXT",
            description = "A text for the agents. Without a choice it tells them what to do and approves nothing.")
    private String text;

    @Nullable
    @Option(
            names = "--plan",
            paramLabel = "FILE",
            description = "Begin with this plan instead of the proposed one, in YAML or JSON; - reads standard input.")
    private String plan;

    @Option(names = "--print-plan", description = "Print the proposed plan, to edit it and give it to --plan.")
    private boolean printsPlan;

    @Parameters(arity = "0..*", paramLabel = "[ID] TEXT", description = "The session's id, if any, then the text.")
    private List<String> words = List.of();

    public AnswerCommand(CommandCaller caller) {
        super(caller);
    }

    @Override
    public Integer call() {
        checkOptions();
        ApiClient api = ApiAccess.to(caller);
        SessionChoice sessions = new SessionChoice(api);
        List<String> rest = new ArrayList<>(words);
        @Nullable String named = !rest.isEmpty() && sessions.isNamed(rest.get(0)) ? rest.remove(0) : null;
        if (text != null && !rest.isEmpty()) {
            throw CommandException.badInput(
                    "`" + rest.get(0) + "` is not a session, and the text is already given by --text.",
                    "See all sessions:  orchestrate list");
        }
        String said = text == null ? String.join(" ", rest).strip() : text.strip();
        String id = sessions.needingYou(named);
        if (printsPlan) return printPlan(api, id);
        if (plan != null && !said.isEmpty())
            throw CommandException.badInput(
                    "an edited plan is approved as it is, so there is nobody for the text.",
                    "For the architect:  orchestrate answer " + id + " --choice fix --text \"…\"");
        if (choice == null && plan == null && said.isEmpty()) return show(api.get(StatePoll.path(id)));
        if (choice == null && plan == null) refuseBareChoice(api, id, said);
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("text", said);
        if (item != null) body.put("item", item.strip());
        if (choice != null) body.put("choice", choice.strip());
        if (plan != null) body.set("plan", PlanFile.read(caller, plan));
        printOutcome(ask(api, id, "answer", body), "Answered in " + id + ". Watch it:  orchestrate attach " + id);
        return ExitCode.DONE;
    }

    private int printPlan(ApiClient api, String id) {
        JsonNode proposed = api.get("/api/v1/" + ApiClient.segment(id) + "/plan");
        if (json.wanted) JsonOption.print(caller.out(), proposed);
        else caller.out().println(PlanFile.shown(id, proposed));
        return ExitCode.DONE;
    }

    private void checkOptions() {
        boolean empty = (choice != null && choice.isBlank()) || (text != null && text.isBlank()) || isBlank(words);
        if (empty)
            throw CommandException.badInput(
                    "the answer is empty.", "See the possible answers:  orchestrate answer [ID]");
        if (item != null && item.isBlank()) {
            throw CommandException.badInput("the item is empty.", "See the open items:  orchestrate answer [ID]");
        }
    }

    private static boolean isBlank(List<String> words) {
        return !words.isEmpty() && words.stream().allMatch(String::isBlank);
    }

    /** The bare name of a choice would go to the agents as a text, which is hardly intended. */
    private static void refuseBareChoice(ApiClient api, String id, String said) {
        if (said.contains(" ")) return;
        for (JsonNode open : OpenItemLines.open(api.get(StatePoll.path(id)))) {
            for (JsonNode offered : open.path("choices")) {
                if (!offered.path("name").asText().equalsIgnoreCase(said)) continue;
                throw CommandException.badInput(
                        "`" + said + "` is a choice, but as a text it would choose nothing.",
                        "To choose it:  orchestrate answer " + id + " --choice "
                                + offered.path("name").asText(),
                        "As a text:     use more than one word");
            }
        }
    }

    private int show(JsonNode state) {
        List<JsonNode> open = OpenItemLines.open(state).stream()
                .filter(one -> item == null || one.path("id").asText().equals(item.strip()))
                .toList();
        String reason = state.path("hold").path("reason").asText("");
        boolean held = state.path("hold").path("kind").asText().equals("needs_you");
        if (item != null && open.isEmpty()) throw notOpen(state);
        if (json.wanted) {
            ObjectNode answer = SessionItems.json(state, open);
            JsonOption.print(caller.out(), answer);
        } else {
            open.forEach(one -> OpenItemLines.lines(state, one, COLUMNS).forEach(caller.out()::println));
            if (open.isEmpty() && held) caller.out().println("needs you: " + DisplayText.clean(reason));
            if (open.isEmpty() && !held) {
                caller.out().println("Nothing in " + state.path("session").asText() + " waits for an answer.");
            }
        }
        return open.isEmpty() && !held ? ExitCode.DONE : ExitCode.NEEDS_YOU;
    }

    private CommandException notOpen(JsonNode state) {
        String known = OpenItemLines.open(state).stream()
                .map(one -> one.path("id").asText())
                .collect(Collectors.joining(", "));
        return CommandException.badInput(
                "there is no open item `" + item + "`; " + (known.isEmpty() ? "none is open" : "open are: " + known)
                        + ".",
                "See them:  orchestrate answer " + state.path("session").asText());
    }
}
