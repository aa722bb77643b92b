package orchestrator.modelserver;

/** A piece of a conversation, as any of the APIs sends it. */
record Message(From from, Kind kind, String text) {

    enum From {
        USER,
        ASSISTANT,
        TOOL,
        SYSTEM
    }

    enum Kind {
        TEXT,
        CALL,
        RESULT,
        THOUGHT
    }

    static Message text(From from, String text) {
        return new Message(from, Kind.TEXT, text);
    }

    static Message call(String text) {
        return new Message(From.ASSISTANT, Kind.CALL, text);
    }

    static Message result(String text) {
        return new Message(From.TOOL, Kind.RESULT, text);
    }

    static Message thought(String text) {
        return new Message(From.ASSISTANT, Kind.THOUGHT, text);
    }

    boolean isUserText() {
        return from == From.USER && kind == Kind.TEXT;
    }
}
