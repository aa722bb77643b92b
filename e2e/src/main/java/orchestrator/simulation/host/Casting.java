package orchestrator.simulation.host;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import orchestrator.event.EventType;
import orchestrator.identity.LaunchId;
import orchestrator.launch.Cause;
import orchestrator.launch.Ending;
import orchestrator.launch.LaunchActivities.LaunchRequest;
import orchestrator.launch.Notice;
import orchestrator.plan.Kind;
import orchestrator.simulation.fate.Dice;

/** Draws what an agent does in a launch, and what it answers. */
public final class Casting {
    private static final List<EventType> NOTICES =
            List.of(EventType.MILESTONE, EventType.MILESTONE, EventType.REQUEST_REVIEW, EventType.BLOCKER);
    /** Agents get better with each launch, or a run of bad luck would never end. */
    private static final int BAD_MAX = 5;

    private final Dice dice;
    private final UnaryOperator<String> names;
    private final boolean asks;

    /** @param asks true if agents make calls that need a person */
    Casting(Dice dice, UnaryOperator<String> names, boolean asks) {
        this.dice = dice;
        this.names = names;
        this.asks = asks;
    }

    private String name(LaunchRequest request) {
        LaunchId id = request.id();
        return names.apply(id.key()) + " " + id.run() + "/" + id.launch();
    }

    SimulatedAgent.Script script(LaunchRequest request, String kind, Instant now) {
        String who = name(request);
        Duration length = Duration.ofSeconds(
                dice.chance(80, who, "long")
                        ? dice.between(600, 7_200, who, "length")
                        : dice.between(5, 400, who, "length"));
        List<SimulatedAgent.Said> said = new ArrayList<>();
        int notices = kind.equals("work") || kind.equals("fix") ? Math.max(0, dice.below(5, who, "notices") - 3) : 0;
        for (int i = 1; i <= notices; i++) {
            EventType type = dice.pick(NOTICES, who, "notice", i);
            said.add(new SimulatedAgent.Said(
                    length.multipliedBy(i).dividedBy(notices + 1), new Notice(10L * i, type, type.wire() + " " + i)));
        }
        String conversation = "conversation-" + request.id().run();
        GuardedCall call = asks && dice.chance(600, who, "asks")
                ? new GuardedCall(
                        "publish " + request.id(),
                        Duration.ofSeconds(length.toSeconds() / dice.between(2, 9, who, "asks after")))
                : null;
        boolean isBad = request.id().launch() <= BAD_MAX && dice.chance(250, who, "bad");
        if (dice.chance(50, request.id().run(), "never succeeds"))
            return new SimulatedAgent.Script(
                    said, length, null, Ending.failure(70, conversation, "it crashed.", true), call);
        if (!isBad) return new SimulatedAgent.Script(said, length, null, Ending.success(0, conversation), call);
        Duration silentAfter = dice.below(8, who, "how") == 0 ? length : null;
        Ending ending = badEnding(who, conversation, now.plus(length));
        return new SimulatedAgent.Script(said, length, silentAfter, ending, call);
    }

    private Ending badEnding(String who, String conversation, Instant end) {
        return switch (dice.below(8, who, "how")) {
            case 1 -> Ending.failure(70, null, "it crashed at once.", true);
            case 2 ->
                Ending.failure(1, conversation, "usage limit", true)
                        .withCause(Cause.USAGE_LIMIT)
                        .withResetAt(end.plusSeconds(dice.between(60, 20_000, who, "reset")));
            case 3 ->
                Ending.failure(1, conversation, "usage limit without an end", true)
                        .withCause(Cause.USAGE_LIMIT)
                        .withQuestion();
            case 4 -> Ending.failure(1, null, "the key was refused.", false).withCause(Cause.KEY_REFUSED);
            case 5 -> Ending.success(0, conversation).withLeftWork("`make` (pid 7)");
            case 6 ->
                Ending.failure(137, conversation, "it used 9 GB of memory.", false)
                        .withOverLimit();
            default ->
                Ending.failure(70, conversation, "it crashed.", true).withSteps((long) dice.below(3, who, "steps"));
        };
    }

    /** The last words of a launch that succeeded. */
    String answer(LaunchRequest request, String kind, List<String> agents) {
        String who = name(request);
        if (dice.chance(60, who, "nonsense")) return "I did what I could.";
        return switch (kind) {
            case "review" -> review(who);
            case "plan" -> plan(who, agents);
            default -> "What " + request.id().run() + " did.";
        };
    }

    /** True for work that a session must not leave undone. */
    public boolean isWork(Kind kind) {
        return kind == Kind.WORK || kind == Kind.FIX || kind == Kind.MERGE;
    }

    private String review(String who) {
        int drawn = dice.below(10, who, "verdict");
        if (drawn < 6) return verdict("APPROVED", "");
        return verdict(drawn < 9 ? "CONCERNS" : "BLOCKER", "\"change this\"");
    }

    private static String verdict(String verdict, String points) {
        return "{\"verdict\":\"" + verdict + "\",\"summary\":\"looked at\",\"points\":[" + points + "]}";
    }

    private String plan(String who, List<String> agents) {
        int size = 1 + dice.below(dice.chance(250, who, "large") ? 5 : 2, who, "size");
        List<String> entries = new ArrayList<>();
        for (int i = 1; i <= size; i++) {
            String depends = i > 1 && dice.chance(400, who, "depends", i) ? "\"a" + (i - 1) + "\"" : "";
            entries.add(String.format(
                    "{\"id\":\"a%d\",\"role\":\"implementer\",\"agent\":\"%s\",\"title\":\"Part %d\",\"prompt\":\"do it\","
                            + "\"weight\":1,\"dependsOn\":[%s]}",
                    i, dice.pick(agents, who, "agent", i), i, depends));
        }
        return "{\"assignments\":[" + String.join(",", entries) + "]}";
    }
}
