package orchestrator.autofix;

import io.temporal.activity.ActivityInterface;
import java.util.List;
import orchestrator.autofix.request.Testing;
import orchestrator.json.WireName;
import org.jspecify.annotations.Nullable;

/**
 * What one task asks of its host besides checkouts and launches. Keys are those of the task's checkouts. All may be
 * repeated safely. The tests need a snapshot only, so the checkout of an agent may be opened later, once it has work.
 */
@ActivityInterface
public interface FixActivities {

    /** Lets the host execute what was approved for the project on behalf of this task. Returns a refusal, or nothing. */
    String prepareTask(PrepareTask request);

    /**
     * Runs the tests on the task's checkout, before any repair: those related to the changed files first, then all. If
     * they are red, it runs them again, and on the last green state.
     */
    Tested test(TestOrder order);

    /** Runs the tests on the repaired checkout, and looks for tests that the repair has weakened. */
    Judged judge(TestOrder order);

    /** Writes the repair into the user's files, unless the user has changed those files meanwhile. */
    Applied apply(ApplyOrder order);

    /** Takes an applied repair back, unless the user has changed those files meanwhile. */
    Applied undo(ApplyOrder order);

    /** @param projectExecution first execution of the project's workflow, which must be open and approved */
    record PrepareTask(
            String project, String projectExecution, String key, String execution, String target, Testing test) {}

    /** @param files changed files, relative to the target; empty for the whole project */
    record TestOrder(String project, String key, String target, List<String> files, Testing test) {
        public TestOrder {
            files = List.copyOf(files);
        }
    }

    /**
     * @param command the command that decided
     * @param tests files of the tests that ran first, if only some did
     * @param output artifact with its output
     * @param tail last lines of its output
     * @param note for the user, in sentences: a guess, a flake, tests that could not be narrowed down
     */
    record Tested(
            Status status,
            String command,
            List<String> tests,
            int exitCode,
            long millis,
            String output,
            String tail,
            String note) {
        public Tested {
            tests = List.copyOf(tests);
        }

        /** On the wire in lower case. */
        public enum Status implements WireName {
            GREEN,
            /** Red once and green when it was run again. */
            FLAKY,
            RED,
            /** Red on the last green state too, so the change is not to blame. */
            RED_BEFORE,
            /** The command itself cannot be run, which says nothing about the change. */
            CANNOT_RUN,
            /** No command was given and none could be guessed. */
            NOTHING
        }
    }

    /**
     * @param weakened what the repair does to tests or to the test command, one sentence each; then a person decides
     * @param diff artifact with the repair as a diff
     * @param files that the repair changes
     */
    record Judged(Tested tested, List<String> weakened, String diff, List<String> files) {
        public Judged {
            weakened = List.copyOf(weakened);
            files = List.copyOf(files);
        }
    }

    record ApplyOrder(String project, String key, String target, String title) {}

    /**
     * @param how in the files or only as a branch
     * @param branch branch in the user's repository that keeps the repair; null if it was applied or there is no
     *     repository
     * @param words for the user
     */
    record Applied(How how, @Nullable String branch, String words) {

        /** On the wire in lower case. */
        public enum How implements WireName {
            APPLIED,
            KEPT,
            UNDONE,
            REFUSED,
            /** Another repair has changed the same files since the task began, so it has to begin again. */
            OUTDATED
        }
    }
}
