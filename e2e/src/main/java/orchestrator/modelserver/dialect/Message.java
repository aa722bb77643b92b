package orchestrator.modelserver.dialect;

/** A piece of a conversation, independent of the API. */
public record Message(From from, Kind kind, String text) {

    public enum From {
        USER,
        ASSISTANT,
        TOOL,
        SYSTEM
    }

    public enum Kind {
        TEXT,
        CALL,
        RESULT,
        THOUGHT
    }

    public static Message text(From from, String text) {
        return new Message(from, Kind.TEXT, text);
    }

    public static Message call(String text) {
        return new Message(From.ASSISTANT, Kind.CALL, text);
    }

    public static Message result(String text) {
        return new Message(From.TOOL, Kind.RESULT, text);
    }

    public static Message thought(String text) {
        return new Message(From.ASSISTANT, Kind.THOUGHT, text);
    }

    public boolean isUserText() {
        return from == From.USER && kind == Kind.TEXT;
    }
}
