package orchestrator.modelserver.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import orchestrator.json.Json;
import orchestrator.modelserver.dialect.Conversation;
import orchestrator.modelserver.dialect.Message;
import orchestrator.modelserver.dialect.Part;
import orchestrator.modelserver.dialect.Reply;

/** Finds the scenario's reply for this turn and attempt of a conversation. */
public final class Player {

    private final Map<String, Integer> attempts = new ConcurrentHashMap<>();

    /** Counts the requests of one turn: after an error, a command line repeats the same conversation. */
    public int attempt(Conversation conversation, Cue cue, String agent) {
        if (conversation.schema().isPresent()) return 0;
        String key = String.join(
                "|", agent, conversation.id(), cue.scenario(), cue.role(), cue.run(), cue.cwd(), "" + cue.turn());
        return attempts.merge(key, 1, Integer::sum);
    }

    public static Reply reply(Conversation conversation, Cue cue, String agent, int attempt, String id) {
        if (conversation.schema().isPresent()) {
            String example = SchemaExample.of(conversation.schema().get()).toString();
            return new Reply.Answer(id, List.of(new Part.Text(List.of(example), 0)), 1, 1);
        }
        List<Part> parts = new ArrayList<>();
        for (Step step : steps(conversation, cue)) {
            if (step instanceof Step.Refuse refuse) {
                if (attempt <= refuse.times()) return refusal(refuse);
            } else if (!(step instanceof Step.Cut cut) || attempt <= cut.times()) {
                parts.add(part(step, conversation, cue, agent));
            }
        }
        long inputTokens = conversation.messages().stream()
                                .mapToLong(message -> message.text().length())
                                .sum()
                        / 4
                + 1;
        return new Reply.Answer(id, parts, inputTokens, 25);
    }

    private static List<Step> steps(Conversation conversation, Cue cue) {
        if (cue.scenario().isEmpty()) return List.of(new Step.Say("ok"));
        List<Turn> turns = Scenarios.known().get(cue.scenario());
        if (turns == null) {
            String known = String.join(", ", Scenarios.known().keySet());
            return List.of(new Step.Say("There is no scenario " + cue.scenario() + "; there are " + known));
        }
        if (cue.turn() >= turns.size()) return List.of(new Step.Say("The scenario is over."));
        Turn turn = turns.get(cue.turn());
        boolean aside = conversation.tools().isEmpty() && turn.needsTools();
        return aside ? List.of(new Step.Say("ok")) : turn.steps();
    }

    private static Reply refusal(Step.Refuse refuse) {
        return new Reply.Refusal(
                refuse.status(), "the scripted model says " + refuse.status(), refuse.retryAfterSeconds());
    }

    private static Part part(Step step, Conversation conversation, Cue cue, String agent) {
        Toolbox tools = new Toolbox(conversation);
        if (step instanceof Step.Say say) return new Part.Text(pieces(cue.fill(say.text(), agent)), 0);
        if (step instanceof Step.SaySlowly slowly) return new Part.Text(ticks(slowly.pieces()), slowly.pauseMillis());
        if (step instanceof Step.Think think) return new Part.Thought(cue.fill(think.text(), agent));
        if (step instanceof Step.Shell shell) return tools.shell(cue.fill(shell.command(), agent));
        if (step instanceof Step.Write write) {
            return tools.write(cue.fill(write.path(), agent), cue.fill(write.content(), agent));
        }
        if (step instanceof Step.Read read) return tools.read(cue.fill(read.path(), agent));
        if (step instanceof Step.Edit edit) return tools.edit(cue.fill(edit.path(), agent), edit.line(), edit.by());
        if (step instanceof Step.Use use) {
            return new Part.Call(use.tool(), Json.read(cue.fill(use.json(), agent), JsonNode.class));
        }
        if (step instanceof Step.Script script) return tools.script(cue.fill(script.text(), agent));
        if (step instanceof Step.Plan plan) {
            return tools.plan(
                    plan.items().stream().map(item -> cue.fill(item, agent)).toList());
        }
        if (step instanceof Step.Pause pause) return new Part.Silence(pause.millis());
        if (step instanceof Step.Late late) return new Part.Late(late.millis());
        if (step instanceof Step.Structured structured) return tools.structured(structured.json());
        if (step instanceof Step.Depending on) {
            Step next = lastResult(conversation).contains(on.printed()) ? on.then() : on.otherwise();
            return part(next, conversation, cue, agent);
        }
        if (step instanceof Step.Overload overload) return new Part.Broken(overload.message());
        if (step instanceof Step.Echo) return new Part.Text(List.of(echo(conversation)), 0);
        return step instanceof Step.Cut ? new Part.Cut() : new Part.Hang();
    }

    private static String lastResult(Conversation conversation) {
        return conversation.messages().stream()
                .filter(message -> message.kind() == Message.Kind.RESULT)
                .reduce((earlier, later) -> later)
                .map(Message::text)
                .orElse("");
    }

    private static String echo(Conversation conversation) {
        String roles = conversation.messages().stream()
                .map(message -> message.from().name().substring(0, 1).toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.joining());
        List<String> texts = conversation.userTexts();
        int longest = texts.stream().mapToInt(String::length).max().orElse(0);
        return "ECHO roles=" + roles + " userTexts=" + texts.size() + " longest=" + longest + " ends="
                + texts.stream().map(Player::end).toList();
    }

    private static String end(String text) {
        return text.length() <= 80 ? text : text.substring(text.length() - 80);
    }

    private static List<String> pieces(String text) {
        int third = Math.max(1, text.length() / 3 + 1);
        List<String> pieces = new ArrayList<>();
        for (int from = 0; from < text.length(); from += third) {
            pieces.add(text.substring(from, Math.min(text.length(), from + third)));
        }
        return pieces;
    }

    private static List<String> ticks(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "tick " + i + ". ").toList();
    }
}
