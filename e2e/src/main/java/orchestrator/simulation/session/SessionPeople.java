package orchestrator.simulation.session;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import orchestrator.session.Hold;
import orchestrator.session.OpenItem;
import orchestrator.session.SessionState;
import orchestrator.simulation.call.WaitingCall;
import orchestrator.simulation.fate.Dice;
import orchestrator.simulation.host.World;
import org.jspecify.annotations.Nullable;

/**
 * The people of a session. They send controls at drawn steps, in the midst of anything, and some of them twice or in
 * contradiction; and they answer, sooner or later, what they are asked.
 */
final class SessionPeople {
    private static final List<String> CONTROLS =
            List.of("pause", "pause", "pause", "resume", "abort", "abort", "review", "answer", "stop");

    private static final int ANSWERS_MAX = 12;
    private static final int STEPS = 250;

    private final World world;
    private final Dice dice;
    private final boolean isAbsent;
    private final SentCommands commands;
    /** By the step at which it is sent. */
    private final TreeMap<Integer, SentControl> planned = new TreeMap<>();

    private final List<Timed> later = new ArrayList<>();
    private int answers;
    private @Nullable Instant stoppedAt;
    private boolean asksToStop;

    private record SentControl(String control, ObjectNode fields, boolean byUpdate) {}

    private record Timed(Instant at, String about, SentControl message) {}

    SessionPeople(World world, List<String> crew, SentCommands commands) {
        this.commands = commands;
        this.world = world;
        this.dice = world.dice();
        isAbsent = dice.chance(60, "nobody answers");
        int controls = Math.max(0, dice.below(6, "controls") - 2);
        for (int i = 0; i < controls; i++) plan(i, crew);
        if (dice.chance(300, "says something")) say(crew);
    }

    private void say(List<String> crew) {
        ObjectNode fields = fields();
        ObjectNode message = fields.putObject("message")
                .put("text", "mind the gap")
                .put("interrupt", dice.chance(300, "interrupts"));
        if (dice.chance(500, "to one")) message.put("agent", dice.pick(crew, "said to"));
        boolean byUpdate = dice.chance(400, "says by update");
        planned.putIfAbsent(dice.between(1, STEPS, "says at"), new SentControl("message", fields, byUpdate));
    }

    private void plan(int i, List<String> crew) {
        String control = dice.pick(CONTROLS, "control", i);
        ObjectNode fields = fields();
        if (control.equals("abort")) fields.put("agent", dice.pick(crew, "aborted", i));
        if (control.equals("answer")) fields.put("text", "do it in another way");
        int step = dice.between(1, STEPS, "step", i);
        boolean byUpdate = dice.chance(400, "by update", i);
        planned.put(step, new SentControl(control, fields, byUpdate));
        if (dice.chance(250, "twice", i))
            planned.put(step + dice.between(1, 4, "again", i), new SentControl(control, fields, false));
    }

    private static ObjectNode fields() {
        return JsonNodeFactory.instance.objectNode().put("by", "ana").put("via", SentCommands.BY_SIGNAL);
    }

    SentCommands commands() {
        return commands;
    }

    /** True if nobody answers, whatever is asked. */
    boolean isAbsent() {
        return isAbsent;
    }

    /** True if a stop was sent, be it only as an answer, which may come too late for its question. */
    boolean askToStop() {
        return asksToStop;
    }

    /** When a stop was first sent; empty if never. */
    Optional<Instant> stoppedAt() {
        return Optional.ofNullable(stoppedAt);
    }

    /** Sees what the session waits for. */
    void look(SessionState state) {
        if (isAbsent) return;
        if (state.hold().kind() == Hold.Kind.PAUSED) {
            later("pause", 1, 6_000, new SentControl("resume", fields(), dice.chance(500, "resumes", answers)));
            return;
        }
        state.teamwork().items().stream()
                .filter(OpenItem::isOpen)
                .findFirst()
                .ifPresent(item -> later(item.id(), 1, item.call() == null ? 7_200 : 500, answerTo(item)));
    }

    private void later(String about, int from, int to, SentControl message) {
        if (later.stream().anyMatch(timed -> timed.about().equals(about))) return;
        Instant at = world.now().plusSeconds(dice.between(from, to, "answers after", about, answers));
        later.add(new Timed(at, about, message));
        if (dice.chance(120, "contradicts", about, answers)) later.add(new Timed(at, about + " again", message));
    }

    private SentControl answerTo(OpenItem item) {
        List<String> choices =
                item.choices().stream().map(OpenItem.Choice::name).toList();
        String choice = answers > ANSWERS_MAX ? "stop" : dice.pick(choices, "answer", item.id(), answers);
        if (item.call() != null && !choice.equals("deny") && !choice.equals("stop"))
            world.permits().allow(item.call().subject());
        ObjectNode fields = fields().put("item", item.id()).put("choice", choice);
        if (dice.chance(200, "text", answers)) fields.put("text", "mind the gap");
        boolean goesOn = answers <= ANSWERS_MAX && dice.chance(100, "goes on", item.id(), answers);
        boolean byUpdate = dice.chance(400, "answers by update", item.id(), answers);
        return goesOn ? new SentControl("resume", fields(), byUpdate) : new SentControl("answer", fields, byUpdate);
    }

    Optional<Instant> nextAct() {
        return later.stream().map(Timed::at).min(Comparator.naturalOrder());
    }

    boolean act(int step) {
        if (!planned.isEmpty() && planned.firstKey() <= step) {
            send(planned.pollFirstEntry().getValue());
            return true;
        }
        Optional<Timed> due =
                later.stream().filter(timed -> !timed.at().isAfter(world.now())).findFirst();
        due.ifPresent(timed -> {
            later.remove(timed);
            answers++;
            send(timed.message());
        });
        return due.isPresent();
    }

    private void send(SentControl message) {
        boolean stops = message.control().equals("stop")
                || message.fields().path("choice").asText("").equals("stop");
        asksToStop |= stops;
        if (message.control().equals("stop") && stoppedAt == null) stoppedAt = world.now();
        // The test server takes no update while the workflow's first task waits for a call.
        boolean byUpdate =
                message.byUpdate() && world.stage().waitingCalls().stream().noneMatch(WaitingCall::local);
        world.tell("ana", (byUpdate ? "updates " : "signals ") + message.control() + " " + message.fields());
        ObjectNode fields = message.fields().deepCopy();
        if (byUpdate) {
            world.stage().messages().update(SessionPlay.SESSION, message.control(), fields.put("via", "page"));
            return;
        }
        world.stage().messages().signal(SessionPlay.SESSION, message.control(), fields);
        commands.note(message.control(), fields);
    }
}
