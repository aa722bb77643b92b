package orchestrator.plan;

/** What each role is told, before the task itself. */
public final class Briefs {
    private static final String COMMON = """
            You work together with other agents under an orchestrator. Nobody watches your terminal and nobody can answer
            a question there: decide what you can decide, and go on.
            Tell what matters in your messages, each on a line of its own:
              MILESTONE: what is finished
              BLOCKER: what stops you, and what you would need
              REQUEST_REVIEW: what someone else should look at
              STATUS: what you are doing
            Work only in the current directory. When you are done, end with a short summary of what you did.
            """;

    private Briefs() {}

    /** The first line names the role, so that it can be read back from a prompt. */
    public static String of(Role role) {
        return "Role: " + role.wire() + "\n\n" + COMMON + "\n" + duty(role);
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
