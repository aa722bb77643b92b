package orchestrator.activity;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import orchestrator.agent.Agent;
import orchestrator.approval.Admission;
import orchestrator.host.Host;
import orchestrator.host.HostActivities;
import orchestrator.host.Span;
import orchestrator.launcher.HostParts;
import orchestrator.lease.Leases;
import orchestrator.preparation.Preparation;
import orchestrator.probe.WithheldVariables;
import orchestrator.report.ReportFiles;
import orchestrator.session.SessionActivities;
import orchestrator.session.SessionState;
import orchestrator.session.request.SessionRequest;
import orchestrator.temporal.SearchAttributes;
import orchestrator.temporal.WorkflowLookup;

/** What a session asks of this host. */
public final class SessionActivitiesOnHost implements SessionActivities, HostActivities {
    private static final long LOOK_AGAIN_MILLIS = 300;

    private final HostParts parts;
    private final Preparation preparation;
    private final Leases leases;
    private final Admission admission;
    private final SearchAttributes attributes;
    private final SessionResets lives;

    public SessionActivitiesOnHost(HostParts parts, WorkflowLookup workflows, SearchAttributes attributes) {
        this.parts = parts;
        this.attributes = attributes;
        this.admission = new Admission(parts.home(), parts.environment(), parts.clock());
        this.preparation = new Preparation(parts, workflows, admission);
        this.lives = new SessionResets(parts);
        this.leases = new Leases(
                parts.home().leases(),
                held -> parts.isOver(workflows.ask(held.session(), held.execution()), held.key()));
    }

    @Override
    public Host place() {
        return parts.host();
    }

    @Override
    public Admitted admit(PrepareRequest request) {
        Prepared prepared = preparation.prepare(request);
        boolean mayLease = prepared.trusted() && prepared.refusal().isEmpty();
        String holder = mayLease
                ? tryLease(new LeaseRequest(prepared.target(), request.session(), request.execution(), prepared.key()))
                : null;
        return new Admitted(parts.host(), prepared, holder, attributes.usable(), notes(prepared));
    }

    /** What the session is told at its beginning. */
    private List<String> notes(Prepared prepared) {
        SessionRequest asked = prepared.request();
        List<Agent> crew = prepared.crew().stream()
                .map(RoleAgent::agent)
                .distinct()
                .flatMap(name -> parts.agents().of(prepared.key()).byName(name).stream())
                .toList();
        Stream<String> lacks = crew.stream().flatMap(agent -> agent.lacks(parts.environment()).stream());
        String withheld = new WithheldVariables(parts.environment()).inWords(crew, asked.setup(), asked.verify());
        return Stream.concat(lacks, Stream.of(attributes.note(), withheld))
                .filter(note -> !note.isEmpty())
                .toList();
    }

    @Override
    public String awaitTrust(TrustRequest request) {
        Optional<String> decided = admission.decided(request);
        while (decided.isEmpty()) {
            pause();
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
            pause();
            holder = leases.take(request);
        }
    }

    @Override
    public void releaseLease(LeaseRequest request) {
        leases.release(request);
    }

    @Override
    public void record(Record record) {
        if (record.state() != null) lives.look(record.state());
        parts.events().record(record.events());
        if (record.state() != null) parts.archive().keep(record.state());
    }

    @Override
    public long gapMillis(List<Span> spans) {
        return parts.time().gapMillis(spans);
    }

    @Override
    public String keep(Keep keep) {
        return ReportFiles.keep(parts.home(), parts.artifacts(), keep);
    }

    @Override
    public Report report(SessionState state) {
        return ReportFiles.write(parts.home(), parts.events(), parts.artifacts(), state);
    }

    /** Ends by the exception of the heartbeat where nobody waits any more. */
    private static void pause() {
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
