package orchestrator.plan;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import orchestrator.crew.Role;

/** Instructions that each agent gets before the task itself. */
public final class Briefs {
    /** Placeholders in the explanation of markers; an agent that repeats one has reported nothing. */
    public static final List<String> PLACEHOLDERS = List.of(
            "what is finished",
            "what stops you, and what you would need",
            "what someone else should look at",
            "what you are doing");

    private static final String ROLE = "Role: ";
    private static final String COMMON = """
            You work together with other agents under an orchestrator. Nobody watches your terminal and nobody can answer
            a question there: decide what you can decide, and go on.
            Tell what matters in your messages, each on a line of its own and outside of code blocks:
              MILESTONE: <%s>
              BLOCKER: <%s>
              REQUEST_REVIEW: <%s>
              STATUS: <%s>
            """.formatted(PLACEHOLDERS.toArray());
    private static final String WRITING = """
            Work only in the current directory, and leave committing and branches to the orchestrator.
            Wait for every command that you start: what still runs when you end your turn is ended with it.
            When you are done, end with a short summary of what you did.
            """;
    private static final String READING = """
            You only read: change nothing, in the current directory or elsewhere.
            """;

    private Briefs() {}

    /** The brief for an agent in this role that works on a planned assignment. */
    public static String of(Role role) {
        return head(role, Kind.WORK) + WRITING + "\n" + duty(role);
    }

    /** @param agents names of the crew's agents */
    public static String toPlan(Set<String> agents) {
        String names = agents.stream().sorted().collect(Collectors.joining(", "));
        return reading(Role.ARCHITECT, Kind.PLAN) + """

                You are the architect. Read what is there, then split the task below into assignments for these agents: %s.
                Each works in a checkout of its own, at the same time as the others where nothing makes it wait; what they do is
                brought together. So give parts that touch different files to different agents, let one depend on another
                (`dependsOn`) only where it needs what that one makes, and say in each prompt all that its agent has to know.
                The weight is the share of the whole in percent. Afterwards the work is reviewed and checked without being planned.
                Answer with one JSON object of this form and nothing else:

                %s""".formatted(names, PlanAnswer.SCHEMA);
    }

    /** @param points the problems to fix, each with who found it */
    public static String toFix(List<String> points) {
        return head(Role.IMPLEMENTER, Kind.FIX)
                + WRITING
                + """

                What is there for the task below was looked at, and this was found. Put it right, completely, and run the tests.
                Where a point is wrong, leave the code as it is and say why in your summary.

                %s
                """.formatted(points.stream().map(point -> "- " + point).collect(Collectors.joining("\n")));
    }

    /** @param points what the user says, each maybe with the line of the change that it is about */
    public static String fromUser(Role role, List<String> points) {
        return head(role, Kind.FIX)
                + WRITING
                + """

                The user has looked at the work on the task below and says this. It counts more than what you were told before.
                Do it completely, and run the tests. Answer questions in your summary.

                %s
                """.formatted(points.stream().map(point -> "- " + point).collect(Collectors.joining("\n")));
    }

    public static String toMerge(Role role, List<String> files) {
        return head(role, Kind.MERGE) + WRITING + """

                Someone else has changed the same places as you. These files hold both versions, with conflict marks
                (<<<<<<<, =======, >>>>>>>): %s.
                Bring them together so that what both wanted is there, remove the marks, and run the tests.
                """.formatted(String.join(", ", files));
    }

    /** The beginning of a brief for an agent that must not change anything. */
    public static String reading(Role role, Kind kind) {
        return head(role, kind) + READING;
    }

    /** The beginning of a brief for an agent that changes files. */
    public static String writing(Role role, Kind kind) {
        return head(role, kind) + WRITING;
    }

    /** True if the text begins with a brief. Earlier releases have it in the prompts of planned work. */
    static boolean isOne(String prompt) {
        return prompt.startsWith(ROLE);
    }

    /** True if an agent was told, in this prompt, to carry out planned work. */
    public static boolean isOfWork(String prompt) {
        return isOne(prompt) && prompt.contains("\nKind: " + Kind.WORK.wire() + "\n");
    }

    /** The first two lines can be read back from a prompt. */
    private static String head(Role role, Kind kind) {
        return ROLE + role.wire() + "\nKind: " + kind.wire() + "\n\n" + COMMON;
    }

    private static String duty(Role role) {
        return switch (role) {
            case ARCHITECT -> """
                    You are the architect. Read what is there, then decide how the task below is to be done: which files change,
                    in which order, how it will be tested, and what must not break. Keep it short and concrete; the implementer
                    gets your last message and nothing else of this conversation.
                    """;
            case IMPLEMENTER -> """
                    You are the implementer. Carry out the task below along the architect's design, completely: code, tests and
                    what documentation it needs. Run the tests. Where the design is wrong, do what is right and say so.
                    """;
            case REVIEWER -> """
                    You are the reviewer. Check the implementer's work against the task below: read the change, run the tests, look
                    for what was forgotten. Put small defects right yourself; name the others, with file and line.
                    """;
        };
    }
}
