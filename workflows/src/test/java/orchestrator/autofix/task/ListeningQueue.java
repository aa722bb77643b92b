package orchestrator.autofix.task;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.ArrayList;
import java.util.List;
import orchestrator.autofix.AutoFixReports;
import orchestrator.autofix.FixProgress;
import orchestrator.autofix.FixResult;
import orchestrator.signing.ForPeople;

/** A queue that only listens to its tasks. */
@WorkflowInterface
public interface ListeningQueue extends AutoFixReports {

    @WorkflowMethod
    void listen();

    @QueryMethod
    Heard heard();

    record Heard(List<FixProgress> progress, List<FixResult> results) implements ForPeople {}

    final class OfTest implements ListeningQueue {
        private final List<FixProgress> progress = new ArrayList<>();
        private final List<FixResult> results = new ArrayList<>();

        @Override
        public void listen() {
            Workflow.await(() -> false);
        }

        @Override
        public void progress(FixProgress now) {
            progress.add(now);
        }

        @Override
        public void ended(FixResult result) {
            results.add(result);
        }

        @Override
        public Heard heard() {
            return new Heard(List.copyOf(progress), List.copyOf(results));
        }
    }
}
