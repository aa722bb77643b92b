package orchestrator.bench.repair;

/**
 * One program after its task.
 *
 * @param outcome of the task, or the step in which it waits for a person
 * @param attempts of the fixing agent
 * @param applied true if the user's files have changed since the mistake was saved
 * @param wronglyApplied true if they have changed and their original tests are red, or if a test has changed
 * @param millis from the save of the mistake to the end of the task
 * @param testMillis one red and one green run of the tests alone
 * @param problem why the program could not be used, or what differs from what must come of it; empty if nothing
 */
record RepairResult(
        String name,
        String language,
        String mode,
        String outcome,
        int attempts,
        boolean applied,
        boolean wronglyApplied,
        long millis,
        long testMillis,
        String problem) {

    static RepairResult unusable(RepairProgram program, AgentMode mode, String problem) {
        return new RepairResult(
                program.name(), program.language(), mode.word(), "not tried", 0, false, false, 0, 0, problem);
    }

    boolean wasTried() {
        return !outcome.equals("not tried");
    }
}
