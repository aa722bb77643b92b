package orchestrator.modelserver;

import java.util.List;

/**
 * One request as the model saw it, for tests that must prove what was sent.
 *
 * @param conversation the command line's own id; empty for Gemini CLI
 * @param attempt counts requests of the same turn of the same conversation
 * @param inputTokens what the answer was said to cost; 0 while there is none
 * @param outcome {@code answered}, {@code broken off}, or the HTTP status that was sent instead
 */
public record RecordedRequest(
        long number,
        String agent,
        String conversation,
        String scenario,
        String role,
        String kind,
        String run,
        String cwd,
        int turn,
        int attempt,
        List<Said> said,
        List<String> tools,
        long inputTokens,
        long outputTokens,
        String outcome) {

    /** Who ({@code user}, {@code assistant}, {@code tool}, {@code system}), what kind, and the text, cut to 4,000 characters of {@code length}. */
    public record Said(String from, String kind, String text, int length) {}

    RecordedRequest withOutcome(String newOutcome) {
        return with(inputTokens, outputTokens, newOutcome);
    }

    RecordedRequest answeredFor(long input, long output) {
        return with(input, output, "answered");
    }

    private RecordedRequest with(long input, long output, String newOutcome) {
        return new RecordedRequest(
                number,
                agent,
                conversation,
                scenario,
                role,
                kind,
                run,
                cwd,
                turn,
                attempt,
                said,
                tools,
                input,
                output,
                newOutcome);
    }

    /** Whether somebody of this role said something with these words in it. */
    public boolean heard(String from, String words) {
        return said.stream().anyMatch(s -> s.from().equals(from) && s.text().contains(words));
    }
}
