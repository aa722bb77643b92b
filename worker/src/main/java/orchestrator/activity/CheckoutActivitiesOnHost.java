package orchestrator.activity;

import static orchestrator.activity.HostWork.beating;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import orchestrator.approval.ApprovalCheck;
import orchestrator.checkout.CheckoutActivities;
import orchestrator.identity.LaunchId;
import orchestrator.launcher.HostContext;
import orchestrator.process.TimedCommand;
import orchestrator.verify.CheckCommand;
import orchestrator.verify.CheckGuess;
import orchestrator.verify.HonestCheck;
import orchestrator.verify.UntouchedCheck;
import orchestrator.workspace.Checkouts;
import orchestrator.workspace.request.Refused;

/** Checkouts and checks on this host. */
public final class CheckoutActivitiesOnHost implements CheckoutActivities {
    private final HostContext host;
    private final ApprovalCheck approved;
    private final Checkouts checkouts;
    private final CheckCommand verification;

    public CheckoutActivitiesOnHost(HostContext host, ApprovalCheck approved) {
        this.host = host;
        this.approved = approved;
        this.checkouts = Checkouts.of(host.home(), host.artifacts(), host.environment());
        this.verification = new CheckCommand(new TimedCommand(host.processes(), host.environment()), host.artifacts());
    }

    @Override
    public Opened open(OpenRequest request) {
        return beating(() -> {
            try {
                approved.setup(request.key(), request.target(), request.setup());
                return checkouts.open(request);
            } catch (Refused refused) {
                String why = String.valueOf(refused.getMessage());
                return new Opened(Isolation.NONE, "", "", Map.of(), "", why);
            }
        });
    }

    @Override
    public Merged refresh(CheckoutId id) {
        return beating(() -> checkouts.refresh(id));
    }

    @Override
    public Integrated integrate(IntegrateRequest request) {
        return beating(() -> checkouts.integrate(request));
    }

    @Override
    public Copy copy(CopyRequest request) {
        return beating(() -> checkouts.copy(request));
    }

    @Override
    public void dropCopy(CopyId id) {
        beating(() -> {
            checkouts.dropCopy(id);
            return id;
        });
    }

    @Override
    public Diff diff(String key) {
        return beating(() -> checkouts.diff(key));
    }

    @Override
    public Verified verify(VerifyRequest request) {
        return beating(() -> {
            approved.verify(request.key(), request.command());
            Path session = host.home().session(request.key());
            Duration limit = Duration.ofMinutes(request.minutesMax());
            Verified verified = onResult(request, session, limit);
            Verified compared =
                    new UntouchedCheck(checkouts, verification).add(verified, request.key(), session, limit);
            return new HonestCheck(checkouts, verification, request.key(), session, limit)
                    .of(compared, checkouts.resultDirectory(request.key()));
        });
    }

    private Verified onResult(VerifyRequest request, Path session, Duration limit) throws InterruptedException {
        try {
            Path directory = checkouts.resultTree(request.key());
            return verification.run(
                    request.command(),
                    directory,
                    new LaunchId(request.key(), "verify", 1),
                    session.resolve("verify.log"),
                    limit);
        } catch (Refused unusable) {
            String named = request.command() == null ? "" : request.command();
            return CheckCommand.cannotRun(new CheckGuess(named, ""), String.valueOf(unusable.getMessage()));
        }
    }

    @Override
    public Integrated settleLeftOut(LeftOutRequest request) {
        return beating(() -> checkouts.settleLeftOut(request));
    }

    @Override
    public Closed closeAndTell(String key) {
        return beating(() -> new Closed(checkouts.close(key)));
    }
}
