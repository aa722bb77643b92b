package orchestrator.activity;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import orchestrator.agent.Agent;
import orchestrator.approval.Admission;
import orchestrator.clock.MachineTime;
import orchestrator.environment.RollOverSetting;
import orchestrator.host.Host;
import orchestrator.host.HostActivities;
import orchestrator.host.Span;
import orchestrator.launcher.HostContext;
import orchestrator.lease.Leases;
import orchestrator.preparation.Preparation;
import orchestrator.probe.WithheldVariables;
import orchestrator.report.ReportFiles;
import orchestrator.rollover.RollOverLimits;
import orchestrator.session.SessionActivities;
import orchestrator.session.SessionState;
import orchestrator.session.request.SessionRequest;
import orchestrator.temporal.SearchAttributes;
import orchestrator.temporal.WorkflowLookup;

/** Carries out what a session asks of this host. */
public final class SessionActivitiesOnHost implements SessionActivities, HostActivities {
    private static final long LOOK_AGAIN_MILLIS = 300;

    private final HostContext host;
    private final Host place;
    private final MachineTime time;
    private final Preparation preparation;
    private final Leases leases;
    private final Admission admission;
    private final SearchAttributes attributes;
    private final SessionResets resets;
    private final RollOverLimits rollOver;

    public SessionActivitiesOnHost(
            HostContext host, Host place, MachineTime time, WorkflowLookup workflows, SearchAttributes attributes) {
        this.host = host;
        this.place = place;
        this.time = time;
        this.attributes = attributes;
        this.admission = new Admission(host.home(), host.environment(), host.clock());
        this.preparation = new Preparation(host, workflows, admission);
        this.resets = new SessionResets(host, workflows);
        this.rollOver = RollOverSetting.of(host.environment());
        this.leases = new Leases(
                host.home().leases(), held -> host.isOver(workflows.ask(held.session(), held.execution()), held.key()));
    }

    @Override
    public Host place() {
        return place;
    }

    @Override
    public Admitted admit(PrepareRequest request) {
        Prepared prepared = preparation.prepare(request);
        boolean mayLease = prepared.trusted() && prepared.refusal().isEmpty();
        String holder = mayLease
                ? tryLease(new LeaseRequest(prepared.target(), request.session(), request.execution(), prepared.key()))
                : null;
        return new Admitted(place, prepared, holder, attributes.usable(), notes(prepared), rollOver);
    }

    /** Notes for the session to show at its start. */
    private List<String> notes(Prepared prepared) {
        SessionRequest asked = prepared.request();
        List<Agent> crew = prepared.crew().stream()
                .map(RoleAgent::agent)
                .distinct()
                .flatMap(name -> host.agents().of(prepared.key()).byName(name).stream())
                .toList();
        Stream<String> lacks = crew.stream().flatMap(agent -> agent.missingSetup(host.environment()).stream());
        String withheld = new WithheldVariables(host.environment()).inWords(crew, asked.setup(), asked.verify());
        return Stream.concat(lacks, Stream.of(attributes.note(), withheld))
                .filter(note -> !note.isEmpty())
                .toList();
    }

    @Override
    public String awaitTrust(TrustRequest request) {
        Optional<String> decided = admission.decided(request);
        while (decided.isEmpty()) {
            waitAMoment();
            decided = admission.decided(request);
        }
        return decided.get();
    }

    @Override
    public String tryLease(LeaseRequest request) {
        return leases.take(request).orElse("");
    }

    @Override
    public void awaitLease(LeaseRequest request) {
        Optional<String> holder = leases.take(request);
        while (holder.isPresent()) {
            waitAMoment();
            holder = leases.take(request);
        }
    }

    @Override
    public void releaseLease(LeaseRequest request) {
        leases.release(request);
    }

    @Override
    public void record(Record record) {
        if (record.state() != null) resets.look(record.state().key());
        host.events().record(record.events());
        if (record.state() != null) host.archive().keep(record.state());
    }

    @Override
    public Recorded recordStep(Step step) {
        return new Recorded(!take(step));
    }

    /** False if the change does not fit to what is archived here. */
    private boolean take(Step step) {
        if (step.change() == null) {
            host.events().record(step.events());
            return true;
        }
        resets.look(step.key());
        return host.archive().record(step.change(), step.whole(), step.events());
    }

    @Override
    public long gapMillis(List<Span> spans) {
        return time.gapMillis(spans);
    }

    @Override
    public String keep(Keep keep) {
        return ReportFiles.keep(host.home(), host.artifacts(), keep);
    }

    @Override
    public Report report(SessionState state) {
        return ReportFiles.write(host.home(), host.events(), host.artifacts(), state);
    }

    @Override
    public Report reportAfter(Step step) {
        Optional<SessionState> archived = take(step) ? host.archive().withKey(step.key()) : Optional.empty();
        return archived.map(this::report).orElse(Report.WANTS_WHOLE);
    }

    /** Throws from the heartbeat if the activity was cancelled. */
    private static void waitAMoment() {
        ActivityExecutionContext context = Activity.getExecutionContext();
        context.heartbeat(null);
        try {
            Thread.sleep(LOOK_AGAIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Activity.wrap(e);
        }
    }
}
