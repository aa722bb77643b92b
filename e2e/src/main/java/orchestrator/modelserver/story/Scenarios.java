package orchestrator.modelserver.story;

import static orchestrator.modelserver.story.Step.FOR_EVER;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import orchestrator.modelserver.story.Step.Cut;
import orchestrator.modelserver.story.Step.Echo;
import orchestrator.modelserver.story.Step.Hang;
import orchestrator.modelserver.story.Step.Late;
import orchestrator.modelserver.story.Step.Overload;
import orchestrator.modelserver.story.Step.Pause;
import orchestrator.modelserver.story.Step.Plan;
import orchestrator.modelserver.story.Step.Refuse;
import orchestrator.modelserver.story.Step.Say;
import orchestrator.modelserver.story.Step.SaySlowly;
import orchestrator.modelserver.story.Step.Shell;
import orchestrator.modelserver.story.Step.Structured;
import orchestrator.modelserver.story.Step.Think;
import orchestrator.modelserver.story.Step.Use;
import orchestrator.modelserver.story.Step.Write;

/** All scenarios. A scenario is a list of turns, a turn a list of steps. */
public final class Scenarios {

    private static final String GOOD_ANSWER = "{\"answer\": 42, \"ok\": true}";
    private static final Map<String, List<Turn>> KNOWN = new TreeMap<>();

    static {
        add("hello", turn(new Say("Hello from the scripted model.")));
        add("echo", turn(new Echo()));
        work();
        driving();
        tools();
        errors();
        silences();
        answers();
        KNOWN.put("guard-probes", GuardProbes.turns());
        KNOWN.put("write-though-read-only", WriteWhileReadOnly.turns());
        KNOWN.putAll(Story.scenarios());
        KNOWN.putAll(SmallRepairs.scenarios());
    }

    private Scenarios() {}

    public static Map<String, List<Turn>> known() {
        return KNOWN;
    }

    private static void work() {
        add(
                "write-file",
                turn(
                        new Think("The file comes first."),
                        new Say("I will write {role}.txt.\n"),
                        new Write("{cwd}/{role}.txt", "written by {agent} as {role}\n")),
                turn(new Shell("cat {role}.txt && pwd")),
                turn(new Plan(List.of("write {role}.txt", "check {role}.txt"))),
                turn(new Say("MILESTONE: {role}.txt is written\nDone: {role}.txt is written and checked.")));
        add(
                "write-plan",
                turn(new Write("{cwd}/plan.md", "# Plan\n\n1. write the file\n2. review it\n")),
                turn(new Say("MILESTONE: the plan is written\nThe plan stands in plan.md.")));
        add("break", turn(new Shell("echo x > broken.txt")), turn(new Say("I left broken.txt.")));
        add("mend", turn(new Shell("rm broken.txt")), turn(new Say("broken.txt is gone.")));
        add("approve", turn(new Say("APPROVED: nothing to object to.")));
        add(
                "write-slowly",
                turn(new Say("I begin.\n"), new Write("{cwd}/{role}-1.txt", "1\n")),
                turn(new Shell("sleep 3; echo 2 > {role}-2.txt")),
                turn(new SaySlowly(20, 200), new Write("{cwd}/{role}-3.txt", "3\n")),
                turn(new Say("MILESTONE: three files are written\nDone.")));
        KNOWN.put(
                "chatter",
                IntStream.rangeClosed(1, 40)
                        .mapToObj(i -> i < 40
                                ? turn(new Say("Step " + i + " of 39.\n"), new Shell("sleep 0.2; echo " + i))
                                : turn(new Say("Done after 39 steps.")))
                        .toList());
    }

    /** Drives a session of Orchestrator by its tools, as a person's own agent would. */
    private static void driving() {
        String session = "\"session\": \"driven\"";
        String start = "{\"prompt\": \"Write greet.sh\", \"target\": \"{cwd}\", \"agents\": [\"scripted\"], ";
        add(
                "drive",
                turn(new Use("WaitForMcpServers", "{}")),
                turn(new Use("mcp__orchestrator__list", "{}")),
                turn(new Use("mcp__orchestrator__start", start + session + "}")),
                turn(new Use("mcp__orchestrator__wait", "{\"seconds\": 50, " + session + "}")),
                turn(new Use("mcp__orchestrator__report", "{" + session + "}")),
                turn(new Say("The session is over.")));
    }

    private static void tools() {
        add(
                "failing-tool",
                turn(new Shell("echo to-stdout; echo oops >&2; exit 3")),
                turn(new Say("The command failed with code 3.")));
        add(
                "long-tool",
                turn(new Say("I run a long command.\n"), new Shell("sleep 300; echo slept > slept.txt")),
                turn(new Write("{cwd}/after.txt", "after the long command\n")),
                turn(new Say("Done after the long command.")));
        add(
                "waiting-tool",
                turn(
                        new Say("I run a command that waits.\n"),
                        new Shell("until [ -e go ]; do sleep 0.2; done; echo over >> waited.txt")),
                turn(new Write("{cwd}/after.txt", "after the command\n")),
                turn(new Say("Done after the command.")));
        escapes();
    }

    private static void escapes() {
        add(
                "escape",
                turn(
                        new Say("I write where I must not, and wait.\n"),
                        new Shell("touch {cwd}/../escaped /var/escaped \"$HOME/.claude/settings.json\""
                                + " \"$HOME/.codex/rules/mine.rules\" \"$HOME/.bashrc\"; cat \"$HOME/.ssh/id\" > seen.txt;"
                                + " until [ -e go ]; do sleep 0.2; done")),
                turn(new Write("{cwd}/after.txt", "after the command\n")),
                turn(new Say("Done after the command.")));
        add(
                "stubborn-tool",
                turn(new Shell("trap '' TERM INT HUP; while :; do sleep 1; done")),
                turn(new Say("The stubborn command ended.")));
        add(
                "silent-tool",
                turn(new Say("I run a silent command.\n"), new Shell("sleep 20")),
                turn(new Say("The silent command ended.")));
        add(
                "background-child",
                turn(new Shell("setsid sleep 301 >/dev/null 2>&1 </dev/null & echo left one behind")),
                turn(new Say("I left a process behind.")));
        add(
                "left-work",
                turn(new Shell(
                        "setsid sh -c 'sleep 302; echo late > late.txt' >/dev/null 2>&1 </dev/null & echo begun")),
                turn(new Say("It runs in the background.")),
                turn(new Shell("echo in time > late.txt")),
                turn(new Say("Now it is done.")));
    }

    private static void errors() {
        add("401", turn(new Refuse(401, FOR_EVER, 0)));
        add("400", turn(new Refuse(400, FOR_EVER, 0)));
        add("429-twice", turn(new Refuse(429, 2, 1), new Say("Recovered after two refusals.")));
        add("429-for-ever", turn(new Refuse(429, FOR_EVER, 1)));
        add("500-for-ever", turn(new Refuse(500, FOR_EVER, 0)));
        add("overload", turn(new Say("A part, then "), new Overload("the scripted model is overloaded")));
        // The pause lets the beginning arrive: a connection that breaks earlier is a different case for its client.
        add("cut", turn(new Say("An answer that breaks off"), new Pause(500), new Cut(FOR_EVER)));
        add(
                "cut-once",
                turn(
                        new Say("An answer that breaks off "),
                        new Pause(500),
                        new Cut(1),
                        new Say("and was whole in the end.")));
    }

    private static void silences() {
        add("hang", turn(new Hang()));
        add("hang-mid", turn(new Say("I begin to answer and "), new Hang()));
        add("slow-model", turn(new Pause(20_000), new Say("An answer after 20 s of silence.")));
        add("late-model", turn(new Late(10_000), new Say("An answer that came late.")));
        add(
                "broken-stream",
                turn(new Say("I begin.\n"), new SaySlowly(30, 400), new Cut(1), new Say("This is the end of it.")));
        add("slow-text", turn(new SaySlowly(30, 500)));
    }

    private static void answers() {
        add("structured", turn(new Structured(GOOD_ANSWER)));
        add(
                "structured-bad-once",
                turn(new Structured("{\"answer\": \"no number\"}")),
                turn(new Structured(GOOD_ANSWER)));
        add(
                "structured-bad",
                turn(new Say("This is text and no JSON.")),
                turn(new Say("Still text.")),
                turn(new Say("Text again.")));
    }

    private static void add(String name, Turn... turns) {
        KNOWN.put(name, List.of(turns));
    }

    private static Turn turn(Step... steps) {
        return Turn.of(steps);
    }
}
