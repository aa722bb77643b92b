package orchestrator.api.session;

import orchestrator.session.AbortRequest;
import orchestrator.session.AnswerRequest;
import orchestrator.session.ControlRequest;

/**
 * What someone wants of an open session.
 *
 * @param name of the update, and of the signal that does the same
 * @param argument of both
 * @param undone what was not done where it is refused, as the beginning of a sentence
 */
public record Request(String name, Object argument, String undone) {

    public static Request stop(ControlRequest control) {
        return new Request("stop", control, "The session `%s` was not stopped");
    }

    public static Request pause(ControlRequest control) {
        return new Request("pause", control, "The session `%s` was not paused");
    }

    public static Request resume(ControlRequest control) {
        return new Request("resume", control, "The session `%s` was not resumed");
    }

    public static Request abort(AbortRequest abort) {
        return new Request("abort", abort, "Nothing was aborted in the session `%s`");
    }

    public static Request review(ControlRequest control) {
        return new Request("review", control, "No review was begun in the session `%s`");
    }

    public static Request answer(AnswerRequest answer) {
        return new Request("answer", answer, "Nothing was answered in the session `%s`");
    }

    String refused(String session, String why) {
        String sentence = undone.formatted(session) + ": " + why;
        return sentence.endsWith(".") ? sentence : sentence + ".";
    }
}
