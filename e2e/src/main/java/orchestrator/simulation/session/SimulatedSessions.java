package orchestrator.simulation.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orchestrator.crew.Role;
import orchestrator.event.AgentEvent;
import orchestrator.identity.LaunchId;
import orchestrator.rollover.RollOverLimits;
import orchestrator.session.SessionActivities;
import orchestrator.session.SessionState;
import orchestrator.simulation.host.SimulatedLaunches;
import orchestrator.simulation.host.World;
import org.jspecify.annotations.Nullable;

/** The host's part of a session: admission, lease, archive. */
final class SimulatedSessions implements SessionActivities {
    /** A run that could not end its agent leaves that to the host's sweep, and says so. */
    private static final Pattern LEFT =
            Pattern.compile("(\\S+) stopped: stopped; (the worker ends|host \\S+ does not answer)");

    private final World world;
    private final List<String> crew;
    private final List<AgentEvent> events = new ArrayList<>();
    private final SimulatedArchive archive = new SimulatedArchive();
    private boolean leased;
    private boolean sharesOneCheckout;
    private boolean reported;

    SimulatedSessions(World world, List<String> crew) {
        this.world = world;
        this.crew = crew;
    }

    /** The state that the archive has; empty before the first. */
    Optional<SessionState> archived() {
        return archive.state();
    }

    /** The archive is put back to an older copy. */
    void loseArchive() {
        world.stage().story().fault("archive lost", "log", "the next change does not fit");
        archive.forget();
    }

    /** True if all agents work in the target. */
    boolean sharesOneCheckout() {
        return sharesOneCheckout;
    }

    boolean isLeased() {
        return leased;
    }

    boolean isReported() {
        return reported;
    }

    List<AgentEvent> events() {
        return events;
    }

    @Override
    public Admitted admit(PrepareRequest request) {
        leased = request.request().worksInTarget();
        sharesOneCheckout = leased;
        return new Admitted(
                SimulatedLaunches.HOST,
                new Prepared(
                        request.session(),
                        request.request().target(),
                        request.request().target(),
                        request.request(),
                        "artifact:request",
                        List.of(),
                        List.of(),
                        request.request().prompt(),
                        true,
                        "",
                        List.of(),
                        false,
                        "",
                        List.of(
                                new RoleAgent(Role.ARCHITECT, crew.get(0)),
                                new RoleAgent(Role.IMPLEMENTER, crew.get(crew.size() > 1 ? 1 : 0)),
                                new RoleAgent(Role.REVIEWER, crew.get(crew.size() - 1))),
                        "the crew is drawn",
                        "directory-1"),
                "",
                List.of("OrchestratorPhase", "OrchestratorHold", "OrchestratorTarget", "OrchestratorCostUsd"),
                List.of(),
                rollOver());
    }

    private @Nullable RollOverLimits rollOver() {
        if (!world.dice().chance(400, "rolls over")) return null;
        return new RollOverLimits(world.dice().between(60, 400, "after events"), 2_000_000);
    }

    @Override
    public String awaitTrust(TrustRequest request) {
        return "approved by ana (cli)";
    }

    @Override
    public String tryLease(LeaseRequest request) {
        leased = true;
        return "";
    }

    @Override
    public void awaitLease(LeaseRequest request) {
        leased = true;
    }

    @Override
    public void releaseLease(LeaseRequest request) {
        leased = false;
    }

    @Override
    public void record(Record record) {
        log(record.events());
        if (record.state() != null) archive.keep(record.state());
    }

    private void log(List<AgentEvent> written) {
        written.stream().filter(event -> !events.contains(event)).forEach(event -> {
            events.add(event);
            world.tell("log", event.type().wire() + " " + event.text());
            Matcher left = LEFT.matcher(event.text());
            if (left.lookingAt()) world.sweep(new LaunchId(SessionPlay.SESSION, left.group(1), 1));
        });
    }

    @Override
    public Recorded recordStep(Step step) {
        log(step.events());
        return new Recorded(!archive.record(step));
    }

    @Override
    public Report reportAfter(Step step) {
        if (!archive.record(step)) return Report.WANTS_WHOLE;
        reported = true;
        return new Report("artifact:report", "artifact:summary");
    }

    @Override
    public String keep(Keep keep) {
        return "artifact:" + keep.name();
    }

    @Override
    public Report report(SessionState state) {
        reported = true;
        return new Report("artifact:report", "artifact:summary");
    }
}
