package orchestrator.orchestration;

import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import orchestrator.crew.Role;
import orchestrator.event.AgentEvent;
import orchestrator.host.Host;
import orchestrator.host.HostActivities;
import orchestrator.host.Span;
import orchestrator.identity.LaunchId;
import orchestrator.launch.Ending;
import orchestrator.launch.GuardActivities;
import orchestrator.launch.GuardNews;
import orchestrator.launch.LaunchActivities;
import orchestrator.launch.Notice;
import orchestrator.launch.Usage;
import orchestrator.plan.Kind;
import orchestrator.rollover.RollOverLimits;
import orchestrator.session.Orchestration;
import orchestrator.session.SessionActivities;
import orchestrator.session.SessionState;
import orchestrator.work.RunEndActivities;
import org.jspecify.annotations.Nullable;

/** A host that runs nothing: launches end as the test scripts them. */
public final class ScriptedHost
        implements SessionActivities, HostActivities, LaunchActivities, GuardActivities, RunEndActivities {
    public static final Host HOST = new Host("test", Orchestration.TASK_QUEUE, 300, 300);

    public final List<AgentEvent> events = Collections.synchronizedList(new ArrayList<>());
    public final List<PrepareRequest> admitted = Collections.synchronizedList(new ArrayList<>());
    public final List<LaunchRequest> launches = Collections.synchronizedList(new ArrayList<>());
    /** Launches that were begun ahead of their runs. */
    public final Set<LaunchId> begunEarly = ConcurrentHashMap.newKeySet();

    public final List<LaunchId> stopped = Collections.synchronizedList(new ArrayList<>());
    public final List<SessionState> archived = Collections.synchronizedList(new ArrayList<>());
    /** What {@link #archived} was made from. */
    public final List<Step> steps = Collections.synchronizedList(new ArrayList<>());

    final ArchivedStates states = new ArchivedStates(archived);
    public final List<LeaseRequest> released = Collections.synchronizedList(new ArrayList<>());
    final CountDownLatch trust = new CountDownLatch(1);
    final CountDownLatch lease = new CountDownLatch(1);
    public volatile boolean trusted = true;
    /** Temporal's test server does not skip time while an activity runs, so {@code follow} fails and is retried. */
    public volatile boolean followNeverBlocksTime;

    public volatile String leaseHolder = "";
    /** How many launches have to wait, until {@link #turn}. */
    final AtomicInteger turns = new AtomicInteger();

    final AtomicInteger awaitedTurns = new AtomicInteger();
    final CountDownLatch turn = new CountDownLatch(1);
    public final ScriptedFailures failures = new ScriptedFailures();
    public volatile boolean cannotPause;
    public volatile String architect = "claude";
    public volatile String reviewer = "claude";
    public volatile boolean directoryIsShared = true;
    final AtomicInteger placed = new AtomicInteger();
    final Deque<Host> places = new ConcurrentLinkedDeque<>();
    public volatile String refusal = "";
    /** The attributes that the server has; null for all. */
    public volatile List<String> searchAttributes =
            List.of("OrchestratorPhase", "OrchestratorHold", "OrchestratorTarget", "OrchestratorCostUsd");

    public final List<Keep> keeps = Collections.synchronizedList(new ArrayList<>());

    /** Runs that were closed from outside. */
    public final List<ClosedRun> closedRuns = Collections.synchronizedList(new ArrayList<>());

    public volatile List<String> notes = List.of();
    /** Null if sessions never continue as new. */
    public volatile @Nullable RollOverLimits rollOver = RollOverLimits.USUAL;

    public volatile List<Carried> carried = List.of();
    public final List<LaunchId> paused = Collections.synchronizedList(new ArrayList<>());
    public final List<LaunchId> proceeded = Collections.synchronizedList(new ArrayList<>());
    /** Lengths of gaps to answer with, in this order; after them there are no gaps. */
    public final List<Long> gaps = Collections.synchronizedList(new ArrayList<>());

    public final List<Span> askedForGaps = Collections.synchronizedList(new ArrayList<>());
    public volatile double costUsd = 0.25;
    private final Map<String, Deque<String>> answers = new ConcurrentHashMap<>();
    private final Map<String, Deque<Notice>> said = new ConcurrentHashMap<>();
    private final Map<String, Usage> uses = new ConcurrentHashMap<>();
    private final Map<String, Deque<GuardNews>> guarded = new ConcurrentHashMap<>();
    public final List<CallAnswer> answeredCalls = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Deque<Ending>> endings = new HashMap<>();
    private final Set<LaunchId> silences = ConcurrentHashMap.newKeySet();
    private final Map<LaunchId, CountDownLatch> endless = new ConcurrentHashMap<>();

    public static final Ending GOOD = Ending.success(0, "c-1");
    /** Succeeded, but left work in the background. */
    public static final Ending LEFT_WORK = Ending.success(0, "c-1").withLeftWork("`make` (pid 7)");

    public static final Ending CRASH = Ending.failure(70, "c-1", "it crashed.", true);
    public static final Ending OTHER_CRASH = Ending.failure(71, "c-1", "it crashed in another way.", true);
    public static final Ending CRASH_WITHOUT_CONVERSATION = Ending.failure(70, null, "it crashed.", true);
    public static final Ending TOO_BIG =
            Ending.failure(137, "c-1", "it used 9 GB of memory.", false).withOverLimit();
    public static final Ending HOPELESS = Ending.failure(1, null, "no key. Log in.", false);

    /** Scripts the launches of one run; later launches, and those of other runs, succeed. */
    public void script(String run, Ending... in) {
        endings.put(run, new ArrayDeque<>(List.of(in)));
    }

    @Override
    public long gapMillis(List<Span> spans) {
        askedForGaps.addAll(spans);
        return gaps.isEmpty() ? 0 : gaps.remove(0);
    }

    /** The first launch of this run works until it is stopped. */
    public void neverEnds(String key, String run) {
        endless.put(new LaunchId(key, run, 1), new CountDownLatch(1));
    }

    /** This run reports its usage at once. */
    public void uses(String run, Usage usage) {
        uses.put(run, usage);
    }

    /** This launch becomes silent, and then ends as scripted. */
    public void fallsSilent(String key, String run, int launch) {
        silences.add(new LaunchId(key, run, launch));
    }

    /** Lets it succeed now. */
    public void mayEnd(String key, String run) {
        CountDownLatch latch = endless.remove(new LaunchId(key, run, 1));
        if (latch != null) latch.countDown();
    }

    private static String agentOf(String run) {
        return run.substring(0, run.lastIndexOf('-'));
    }

    @Override
    public Host place() {
        placed.incrementAndGet();
        Host first = places.poll();
        return first == null ? HOST : first;
    }

    @Override
    public Admitted admit(PrepareRequest request) {
        admitted.add(request);
        failures.on("admit");
        return new Admitted(
                place(), prepared(request), trusted ? leaseHolder : null, searchAttributes, notes, rollOver);
    }

    private Prepared prepared(PrepareRequest request) {
        return new Prepared(
                request.session(),
                request.request().target(),
                request.request().target(),
                request.request(),
                "artifact:request",
                carried,
                List.of(),
                request.request().prompt(),
                trusted,
                trusted ? "" : "Trust /t? If so, type: orchestrate trust /t",
                trusted ? List.of() : List.of(request.request().target()),
                false,
                refusal,
                List.of(
                        new RoleAgent(Role.ARCHITECT, architect),
                        new RoleAgent(Role.IMPLEMENTER, "claude"),
                        new RoleAgent(Role.REVIEWER, reviewer)),
                "claude does everything",
                "directory-1");
    }

    @Override
    public String awaitTrust(TrustRequest request) {
        await(trust);
        trusted = true;
        return "approved by ana (cli)";
    }

    @Override
    public String tryLease(LeaseRequest request) {
        return leaseHolder;
    }

    @Override
    public void awaitLease(LeaseRequest request) {
        await(lease);
    }

    @Override
    public void releaseLease(LeaseRequest request) {
        failures.on("releaseLease");
        released.add(request);
    }

    @Override
    public void record(Record record) {
        events.addAll(record.events());
        if (record.state() != null) archived.add(record.state());
    }

    @Override
    public Recorded recordStep(Step step) {
        steps.add(step);
        events.addAll(step.events());
        return new Recorded(!states.record(step));
    }

    @Override
    public Report reportAfter(Step step) {
        failures.on("report");
        steps.add(step);
        return states.record(step) ? new Report("artifact:report", "artifact:summary") : Report.WANTS_WHOLE;
    }

    @Override
    public String keep(Keep keep) {
        failures.on("keep");
        if (keep.name().startsWith("reviews/")) failures.on("keep a review");
        keeps.add(keep);
        return "artifact:" + keep.name();
    }

    @Override
    public Report report(SessionState state) {
        failures.on("report");
        return new Report("artifact:report", "artifact:summary");
    }

    @Override
    public Launched launch(LaunchRequest request) {
        failures.on("launch");
        if (request.onlyIfBegun() && !begunEarly.contains(request.id())) return new Launched(0, false);
        if (turns.getAndDecrement() > 0) return new Launched(0, false, "No room.");
        launches.add(request);
        return new Launched(4711, begunEarly.contains(request.id()));
    }

    @Override
    public void awaitTurn(LaunchId launch) {
        awaitedTurns.incrementAndGet();
        await(turn);
    }

    @Override
    public Followed follow(FollowRequest request) {
        failures.on("follow");
        Followed word = word(request);
        if (word != null) return word;
        GuardNews news = guardNews(request);
        if (news != null) return new Followed(1, List.of(), 0, 0, null, null, news);
        Usage used = uses.get(request.id().run());
        if (used != null && request.isNews(used)) return new Followed(1, List.of(), 0, 0, null, used);
        CountDownLatch stop = endless.get(request.id());
        if (stop != null) {
            if (followNeverBlocksTime && stop.getCount() > 0) {
                throw ApplicationFailure.newBuilder()
                        .setMessage("later")
                        .setType("Later")
                        .setNextRetryDelay(Duration.ofMinutes(7))
                        .build();
            }
            while (!isOver(stop)) {
                Followed laterWord = word(request);
                if (laterWord != null) return laterWord;
                GuardNews later = guardNews(request);
                if (later != null) return new Followed(1, List.of(), 0, 0, null, null, later);
            }
            if (!endless.containsKey(request.id())) return new Followed(10, List.of(), 0, 0, GOOD);
            return new Followed(10, List.of(), 0, 0, Ending.failure(143, "c-1", "it was killed.", true));
        }
        if (silences.remove(request.id())) return new Followed(5, List.of(), 0, 10, null);
        Deque<Ending> script = endings.get(request.id().run());
        Ending ending = script == null || script.isEmpty() ? GOOD : script.removeFirst();
        return new Followed(10, List.of(), 0, 0, ending);
    }

    private @Nullable Followed word(FollowRequest request) {
        Deque<Notice> words = said.get(request.id().run());
        Notice word = words == null ? null : words.poll();
        return word == null ? null : new Followed(word.offset(), List.of(word), 0, 0, null);
    }

    /** The guard of this run's launches records these, one after another. */
    public void guards(String run, GuardNews... news) {
        guarded.computeIfAbsent(run, r -> new ConcurrentLinkedDeque<>()).addAll(List.of(news));
    }

    private @Nullable GuardNews guardNews(FollowRequest request) {
        Deque<GuardNews> news = guarded.get(request.id().run());
        if (news == null) return null;
        return news.stream()
                .filter(one -> one.seen() > request.guardSeen())
                .findFirst()
                .orElse(null);
    }

    @Override
    public String answerCall(CallAnswer answer) {
        failures.on("answerCall");
        answeredCalls.add(answer);
        return answer.choice() == GuardActivities.Choice.DENY ? "it is denied." : "it runs.";
    }

    @Override
    public Paused pause(LaunchId launch) {
        failures.on("pause");
        paused.add(launch);
        if (cannotPause) throw ApplicationFailure.newNonRetryableFailure("they multiply.", "CannotPause");
        return new Paused(2);
    }

    @Override
    public Paused proceed(LaunchId launch) {
        failures.on("proceed");
        proceeded.add(launch);
        return new Paused(2);
    }

    @Override
    public Adoption adopt(AdoptRequest request) {
        return new Adoption(true, directoryIsShared && request.directoryId().equals("directory-1"));
    }

    /** Fails in between, since Temporal's test server does not skip time while an activity runs. */
    @Override
    public ClosedRun awaitClosed(RunsAtWork runs) {
        return closedRuns.stream()
                .filter(closed -> runs.workflows().contains(closed.workflow()))
                .findFirst()
                .orElseThrow(() -> ApplicationFailure.newBuilder()
                        .setMessage("none is closed")
                        .setType("Later")
                        .setNextRetryDelay(followNeverBlocksTime ? Duration.ofMinutes(7) : Duration.ofSeconds(1))
                        .build());
    }

    @Override
    public Stopped stop(LaunchId launch) {
        failures.on("stop");
        stopped.add(launch);
        CountDownLatch latch = endless.get(launch);
        if (latch != null) latch.countDown();
        return new Stopped(true);
    }

    /** The answers of the next runs of this kind; later runs answer with plain words. */
    public void answers(Kind kind, String... in) {
        answers.computeIfAbsent(kind.wire(), k -> new ConcurrentLinkedDeque<>()).addAll(List.of(in));
    }

    private String answer(LaunchId id) {
        String brief = launches.stream()
                .filter(launch -> launch.id().equals(id))
                .findFirst()
                .orElseThrow()
                .brief();
        String kind = brief.lines().skip(1).findFirst().orElse("").replace("Kind: ", "");
        Deque<String> script = answers.get(kind);
        String next = script == null ? null : script.poll();
        return next == null ? "answer of " + id.run() : next;
    }

    /** The launch of this run that is followed now, or else the first one, reports these notices before it continues. */
    public void says(String run, Notice... notices) {
        said.put(run, new ConcurrentLinkedDeque<>(List.of(notices)));
    }

    @Override
    public Settled settle(LaunchId launch) {
        failures.on("settle");
        return new Settled(new Usage(10, 0, 5, costUsd), answer(launch), 0);
    }

    private static boolean isOver(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
