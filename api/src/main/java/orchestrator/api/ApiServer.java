package orchestrator.api;

import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import orchestrator.api.access.Access;
import orchestrator.api.admission.EarlyRefusals;
import orchestrator.api.confirm.Confirmation;
import orchestrator.api.dashboard.DashboardRoutes;
import orchestrator.api.inquiry.InquiryRoutes;
import orchestrator.api.latest.LatestFacts;
import orchestrator.api.live.ClientLimit;
import orchestrator.api.live.EventPages;
import orchestrator.api.live.Feeds;
import orchestrator.api.live.TextLog;
import orchestrator.api.mcp.McpRoutes;
import orchestrator.api.problem.OutsideProblems;
import orchestrator.api.problem.Problems;
import orchestrator.api.serving.SlowHeads;
import orchestrator.api.session.AgentsJson;
import orchestrator.api.session.ExecutionStarter;
import orchestrator.api.session.OnlyOpenSession;
import orchestrator.api.session.OpenTroubles;
import orchestrator.api.session.SessionController;
import orchestrator.api.session.SessionFinder;
import orchestrator.api.session.SessionList;
import orchestrator.api.session.SessionPages;
import orchestrator.api.session.SessionResumer;
import orchestrator.api.session.ShownPrompt;
import orchestrator.api.session.StateJson;
import orchestrator.api.settlement.SettlementRoutes;
import orchestrator.api.settlement.Settlements;
import orchestrator.api.shelf.ShelfRoutes;
import orchestrator.api.temporal.TemporalClient;
import orchestrator.api.temporal.WatchCalls;
import orchestrator.api.watch.WatchController;
import orchestrator.api.watch.WatchFinder;
import orchestrator.api.watch.WatchJson;
import orchestrator.api.watch.WatchStarter;
import orchestrator.api.watch.WatchedTasks;
import orchestrator.eventlog.EventLog;
import orchestrator.eventlog.store.EventStore;

/** The running server, wired by hand. */
final class ApiServer implements AutoCloseable {
    private final Javalin server;
    private final Feeds feeds;
    private final HealthRoutes health;
    private final SlowHeads slowHeads;

    private ApiServer(Javalin server, Feeds feeds, HealthRoutes health, SlowHeads slowHeads) {
        this.server = server;
        this.feeds = feeds;
        this.health = health;
        this.slowHeads = slowHeads;
    }

    static ApiServer start(Settings settings, EventStore store, TemporalClient temporal, ClientLimit clients) {
        Clock clock = Clock.systemUTC();
        Feeds feeds = new Feeds(store.events(), clients);
        Access access = new Access(
                settings.bind(), settings.port(), settings.home(), clock, settings.corsOrigin(), settings.publicUrl());
        HealthRoutes health = new HealthRoutes(temporal, settings.home(), access::hasSecret);
        List<Consumer<RoutesConfig>> routes = routes(settings, store, temporal, feeds, clock);
        SlowHeads slowHeads = new SlowHeads(JettyConfig.ARRIVES_WITHIN, clock);
        Javalin server = Javalin.create(config -> {
            JettyConfig.configure(config, settings, access, slowHeads);
            config.routes.before(access::check);
            config.routes.after(access::completeLocation);
            Problems.install(config.routes);
            OutsideProblems.install(config.routes);
            health.install(config.routes);
            routes.forEach(route -> route.accept(config.routes));
            new DashboardRoutes(access).install(config.routes);
        });
        server.start();
        health.start();
        return new ApiServer(server, feeds, health, slowHeads);
    }

    private static List<Consumer<RoutesConfig>> routes(
            Settings settings, EventStore store, TemporalClient temporal, Feeds feeds, Clock clock) {
        EventLog log = store.events();
        SessionFinder sessions = new SessionFinder(store.archive(), temporal);
        EarlyRefusals refusals = new EarlyRefusals(settings.home(), temporal);
        ExecutionStarter starts = new ExecutionStarter(store.archive(), store.artifacts(), temporal, refusals, clock);
        SessionController controls = new SessionController(sessions, temporal);
        SessionResumer resumes = new SessionResumer(sessions, controls, starts, temporal);
        ShownPrompt prompts = new ShownPrompt(store.artifacts());
        OpenTroubles troubles = new OpenTroubles(store.troubles(), store.activity(), clock);
        LatestFacts facts = new LatestFacts(store.activity(), store.archive(), settings.home(), clock);
        StateJson states =
                new StateJson(facts, sessions, troubles, prompts, settings.temporalUi(), settings.namespace());
        SessionList list = new SessionList(
                new SessionPages(store.archive(), sessions, troubles, prompts, temporal, clock),
                sessions,
                troubles,
                prompts,
                facts);
        OnlyOpenSession onlyOpen = new OnlyOpenSession(list);
        EventAnswers answers = new EventAnswers(log, feeds, new EventPages(log));
        return List.of(
                watchRoutes(settings, store, temporal.watches(), refusals, answers),
                new SessionRoutes(list, sessions, starts, states)::install,
                new ControlRoutes(controls, resumes, states, onlyOpen, new Confirmation(clock))::install,
                new EventRoutes(store, sessions, answers, new TextLog(log, ZoneId.systemDefault()))::install,
                new TeamRoutes(sessions, controls, states, new AgentsJson(log, store.activity()), onlyOpen)::install,
                new ApprovalRoutes(store.artifacts(), sessions, states, settings.home(), clock)::install,
                new ShelfRoutes(store.archive(), sessions, states)::install,
                new InquiryRoutes(temporal.inquiries())::install,
                new SettlementRoutes(new Settlements(sessions, temporal, log))::install,
                new RecoveryRoutes(new EventLists(log, sessions))::install,
                new ViolationRoutes(new EventLists(log, sessions), onlyOpen)::install,
                new McpRoutes(settings.home(), ApiVersion.NAME)::install,
                new ReportRoutes(log, store.artifacts(), sessions)::install);
    }

    private static Consumer<RoutesConfig> watchRoutes(
            Settings settings, EventStore store, WatchCalls calls, EarlyRefusals refusals, EventAnswers answers) {
        WatchFinder watches = new WatchFinder(calls, settings.home());
        WatchController controls = new WatchController(calls, watches);
        WatchJson json = new WatchJson(settings.home(), settings.temporalUi(), settings.namespace());
        WatchStarter starts = new WatchStarter(calls, watches, controls, refusals);
        WatchedTasks tasks = new WatchedTasks(calls, watches, json, store.artifacts());
        return routes -> {
            new WatchRoutes(watches, starts, controls, json).install(routes);
            new WatchTaskRoutes(tasks, answers).install(routes);
            new MetricsRoutes(watches, settings.home()).install(routes);
        };
    }

    int port() {
        return server.port();
    }

    /** Method and path of each route, such as {@code GET /health}. */
    List<String> routes() {
        return server.unsafe.internalRouter.allHttpHandlers().stream()
                .map(handler -> handler.endpoint)
                .filter(endpoint -> endpoint.method.isHttpMethod())
                .map(endpoint -> endpoint.method.name() + " " + endpoint.path)
                .toList();
    }

    @Override
    public void close() {
        health.close();
        feeds.close();
        server.stop();
        slowHeads.close();
    }
}
