package orchestrator.trouble;

import io.temporal.activity.ActivityInfo;
import orchestrator.autofix.EscalationActivities.Delivery;
import orchestrator.checkout.CheckoutActivities.CheckoutId;
import orchestrator.checkout.CheckoutActivities.CopyId;
import orchestrator.checkout.CheckoutActivities.CopyRequest;
import orchestrator.checkout.CheckoutActivities.IntegrateRequest;
import orchestrator.checkout.CheckoutActivities.OpenRequest;
import orchestrator.checkout.CheckoutActivities.VerifyRequest;
import orchestrator.identity.LaunchId;
import orchestrator.launch.LaunchActivities.FollowRequest;
import orchestrator.launch.LaunchActivities.LaunchRequest;
import orchestrator.session.SessionActivities.Keep;
import orchestrator.session.SessionActivities.LeaseRequest;
import orchestrator.session.SessionActivities.PrepareRequest;
import orchestrator.session.SessionActivities.Record;
import orchestrator.session.SessionState;
import orchestrator.settlement.SettlementActivities.SettlementCall;

/**
 * The session, run and step that an activity works for.
 *
 * @param key of the session; the workflow's id if the activity has no key
 * @param run empty if the step is the session's own
 * @param step the work, in words
 */
record ActivitySubject(String key, String run, String step) {
    static ActivitySubject of(ActivityInfo info, Object[] arguments) {
        Object argument = arguments.length == 0 ? "" : arguments[0];
        LaunchId launch = launch(argument);
        String run = launch == null ? "" : launch.run();
        String key = launch == null ? key(info.getActivityType(), argument) : launch.key();
        return new ActivitySubject(key.isEmpty() ? sessionOf(info) : key, run, step(info.getActivityType(), argument));
    }

    private static @org.jspecify.annotations.Nullable LaunchId launch(Object argument) {
        if (argument instanceof LaunchId id) return id;
        if (argument instanceof LaunchRequest request) return request.id();
        return argument instanceof FollowRequest request ? request.id() : null;
    }

    private static String key(String activity, Object argument) {
        if (argument instanceof OpenRequest request) return request.key();
        if (argument instanceof CheckoutId id) return id.key();
        if (argument instanceof IntegrateRequest request) return request.key();
        if (argument instanceof CopyRequest request) return request.key();
        if (argument instanceof CopyId id) return id.key();
        if (argument instanceof VerifyRequest request) return request.key();
        if (argument instanceof Keep keep) return keep.key();
        if (argument instanceof LeaseRequest request) return request.key();
        if (argument instanceof SettlementCall call) return call.request().key();
        if (argument instanceof SessionState state) return state.key();
        if (argument instanceof Record record) return key(record);
        boolean namesIt = activity.equals("Diff") || activity.equals("Close");
        return namesIt && argument instanceof String key ? key : "";
    }

    private static String key(Record record) {
        if (record.state() != null) return record.state().key();
        return record.events().isEmpty() ? "" : record.events().get(0).key();
    }

    /** A workflow id stands for the key; that of a run begins with its session's. */
    private static String sessionOf(ActivityInfo info) {
        String id = info.getWorkflowId();
        boolean isRun = info.getWorkflowType().equals("AgentRun") && id.contains("/");
        return isRun ? id.substring(0, id.lastIndexOf('/')) : id;
    }

    private static String delivering(Delivery delivery) {
        return switch (delivery.channel()) {
            case GITHUB -> "delivering to GitHub";
            case SLACK -> "delivering to Slack";
            case EMAIL -> "delivering by e-mail";
        };
    }

    private static String step(String activity, Object argument) {
        return switch (activity) {
            case "Place" -> "finding a host";
            case "Admit" -> argument instanceof PrepareRequest ? "preparing the session" : "admitting";
            case "AwaitTrust" -> "waiting for trust";
            case "TryLease", "AwaitLease" -> "taking the lease of the target";
            case "ReleaseLease" -> "releasing the lease of the target";
            case "Record" -> "writing events";
            case "Keep" -> "keeping a file of the session";
            case "Report" -> "writing the report";
            case "Open" -> "making checkouts";
            case "Refresh" -> "refreshing a checkout";
            case "Integrate" -> "integrating an agent's work";
            case "Copy" -> "copying what is reviewed";
            case "DropCopy" -> "removing a copy";
            case "Diff" -> "comparing the result with its base";
            case "Verify" -> "verifying";
            case "Close" -> "removing checkouts";
            case "Launch" -> "launching the agent";
            case "Follow" -> "following the agent";
            case "Pause" -> "pausing the agent";
            case "Proceed" -> "resuming the agent";
            case "Stop" -> "stopping the agent";
            case "Settle" -> "settling the launch";
            case "Watch" -> "watching the files";
            case "Release" -> "ending the watch";
            case "AdmitProject" -> "looking at the project";
            case "Export" -> "exporting the state of the project";
            case "Closed" -> "looking for tasks that have ended";
            case "Deliver" -> argument instanceof Delivery delivery ? delivering(delivery) : "delivering an escalation";
            case "Adopt" -> "looking at the workspace";
            default -> stepOfTask(activity);
        };
    }

    private static String stepOfTask(String activity) {
        return switch (activity) {
            case "AwaitTurn" -> "waiting for its turn";
            case "PrepareTask" -> "preparing the task";
            case "Test" -> "running the tests";
            case "Judge" -> "verifying the repair";
            case "Apply" -> "writing the repair into the files";
            case "Undo" -> "taking the repair back";
            case "KeepLedger" -> "keeping the ledger";
            case "Clear" -> "removing the task's checkouts";
            case "SettleResult" -> "settling the result";
            default -> activity;
        };
    }
}
