package orchestrator.api.session;

import orchestrator.session.AbortRequest;
import orchestrator.session.AnswerRequest;
import orchestrator.session.ControlRequest;
import orchestrator.session.MessageRequest;

/**
 * A command for an open session.
 *
 * @param name of the update, and of the signal that does the same
 * @param argument of both
 * @param undone the beginning of the sentence that reports a refusal
 */
public record SessionCommand(String name, Object argument, String undone) {

    public static SessionCommand stop(ControlRequest control) {
        return new SessionCommand("stop", control, "The session `%s` was not stopped");
    }

    public static SessionCommand pause(ControlRequest control) {
        return new SessionCommand("pause", control, "The session `%s` was not paused");
    }

    public static SessionCommand resume(ControlRequest control) {
        return new SessionCommand("resume", control, "The session `%s` was not resumed");
    }

    public static SessionCommand abort(AbortRequest abort) {
        return new SessionCommand("abort", abort, "Nothing was aborted in the session `%s`");
    }

    public static SessionCommand review(ControlRequest control) {
        return new SessionCommand("review", control, "No review was begun in the session `%s`");
    }

    public static SessionCommand message(MessageRequest message) {
        return new SessionCommand("message", message, "The message was not passed on in the session `%s`");
    }

    public static SessionCommand answer(AnswerRequest answer) {
        return new SessionCommand("answer", answer, "Nothing was answered in the session `%s`");
    }

    String refused(String session, String why) {
        String sentence = undone.formatted(session) + ": " + why;
        return sentence.endsWith(".") ? sentence : sentence + ".";
    }
}
