package orchestrator.activity;

import static orchestrator.activity.HostWork.beating;

import java.nio.file.Path;
import orchestrator.approval.ApprovalCheck;
import orchestrator.approval.NotApproved;
import orchestrator.approval.ProjectApproval;
import orchestrator.autofix.FixActivities;
import orchestrator.autofix.FixEndActivities;
import orchestrator.launcher.HostContext;
import orchestrator.launcher.SessionAgents;
import orchestrator.process.TimedCommand;
import orchestrator.repair.Repairs;
import orchestrator.repair.task.FixLedger;
import orchestrator.repair.task.TaskApproval;
import orchestrator.watch.KnownFiles;
import orchestrator.workspace.Checkouts;

/** Tests, judges and applies repairs on this host. */
public final class FixActivitiesOnHost implements FixActivities, FixEndActivities {
    private final ApprovalCheck approved;
    private final TaskApproval approvals;
    private final SessionAgents agents;
    private final Repairs repairs;
    private final FixLedger ledgers;

    public FixActivitiesOnHost(HostContext host, ApprovalCheck approved, ProjectApproval projects) {
        this.approved = approved;
        this.agents = host.agents();
        this.approvals = new TaskApproval(host.home(), host.artifacts(), projects, host.clock());
        this.ledgers = new FixLedger(host.home(), host.artifacts());
        this.repairs = new Repairs(
                host.home(),
                host.artifacts(),
                Checkouts.of(host.home(), host.artifacts(), host.environment()),
                new TimedCommand(host.processes(), host.environment()),
                project -> KnownFiles.open(host.home().project(project).made().files()),
                host.clock());
    }

    @Override
    public String prepareTask(PrepareTask request) {
        try {
            approvals.prepare(request);
            // Agents that the project itself defines are known by the task's key from now on.
            agents.remember(request.key(), Path.of(request.target()));
            return "";
        } catch (NotApproved refusal) {
            return String.valueOf(refusal.getMessage());
        }
    }

    @Override
    public Tested test(TestOrder order) {
        return beating(() -> {
            approved.verify(order.key(), order.test().command());
            return repairs.test(order);
        });
    }

    @Override
    public Judged judge(TestOrder order) {
        return beating(() -> {
            approved.verify(order.key(), order.test().command());
            return repairs.judge(order);
        });
    }

    @Override
    public Applied apply(ApplyOrder order) {
        return beating(() -> repairs.apply(order));
    }

    @Override
    public Applied undo(ApplyOrder order) {
        return beating(() -> repairs.undo(order));
    }

    @Override
    public String keepLedger(Ledger ledger) {
        return ledgers.keep(ledger.key(), ledger.markdown());
    }

    @Override
    public void clear(ClearOrder order) {
        beating(() -> {
            repairs.clear(order.key(), order.keepsResult());
            return order;
        });
    }
}
