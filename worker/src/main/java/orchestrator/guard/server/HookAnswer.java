package orchestrator.guard.server;

/** What the hook's script reads: a word, and after a denial the reason for the agent. */
record HookAnswer(String word, String reason) {
    static final HookAnswer ALLOW = new HookAnswer("allow", "");
    /** A person is asked: the script asks again at once. */
    static final HookAnswer WAIT = new HookAnswer("wait", "");

    static HookAnswer deny(String reason) {
        return new HookAnswer("deny", reason);
    }

    String text() {
        return reason.isEmpty() ? word : word + "\n" + reason;
    }
}
