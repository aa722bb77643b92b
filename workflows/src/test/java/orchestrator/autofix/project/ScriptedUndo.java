package orchestrator.autofix.project;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import orchestrator.autofix.FixActivities;

/** Takes repairs back; the queue asks for nothing else. */
final class ScriptedUndo implements FixActivities {
    final List<ApplyOrder> undone = Collections.synchronizedList(new ArrayList<>());
    volatile Applied answer = new Applied(Applied.How.UNDONE, null, "3 files are as before");

    @Override
    public Applied undo(ApplyOrder order) {
        undone.add(order);
        return answer;
    }

    @Override
    public String prepareTask(PrepareTask request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Tested test(TestOrder order) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Judged judge(TestOrder order) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Applied apply(ApplyOrder order) {
        throw new UnsupportedOperationException();
    }
}
