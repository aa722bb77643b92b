package orchestrator.api;

import io.javalin.Javalin;
import java.time.Clock;
import java.time.ZoneId;
import orchestrator.api.access.Access;
import orchestrator.api.confirm.Confirmation;
import orchestrator.api.live.Feeds;
import orchestrator.api.live.Pages;
import orchestrator.api.live.TextLog;
import orchestrator.api.page.Page;
import orchestrator.api.problem.OutsideProblems;
import orchestrator.api.problem.Problems;
import orchestrator.api.serving.SlowHeads;
import orchestrator.api.session.Agents;
import orchestrator.api.session.Controlling;
import orchestrator.api.session.Listing;
import orchestrator.api.session.Resuming;
import orchestrator.api.session.Sessions;
import orchestrator.api.session.Starts;
import orchestrator.api.session.StateJson;
import orchestrator.api.session.TheOpenOne;
import orchestrator.api.temporal.Temporal;
import orchestrator.eventlog.EventLog;

/** The running server, wired by hand. */
final class Api implements AutoCloseable {
    static final int CLIENTS_MAX = 200;

    private final Javalin server;
    private final Feeds feeds;
    private final Health health;
    private final SlowHeads slowHeads;

    private Api(Javalin server, Feeds feeds, Health health, SlowHeads slowHeads) {
        this.server = server;
        this.feeds = feeds;
        this.health = health;
        this.slowHeads = slowHeads;
    }

    static Api start(Settings settings, EventLog log, Temporal temporal, int clientsMax) {
        Clock clock = Clock.systemUTC();
        Sessions sessions = new Sessions(log, temporal);
        Feeds feeds = new Feeds(log, clientsMax);
        Health health = new Health(temporal, settings.home().directory());
        Access access = new Access(settings.bind(), settings.port(), settings.home(), clock, settings.corsOrigin());
        Starts starts = new Starts(log, temporal, clock);
        Controlling controlling = new Controlling(sessions, temporal);
        StateJson stateJson = new StateJson(log, sessions, settings.temporalUi(), settings.namespace());
        Listing listing = new Listing(log, sessions, temporal, clock);
        TheOpenOne theOpenOne = new TheOpenOne(listing);
        SessionRoutes sessionRoutes = new SessionRoutes(listing, sessions, starts, stateJson);
        ControlRoutes controlRoutes = new ControlRoutes(
                controlling,
                new Resuming(sessions, controlling, starts, temporal),
                stateJson,
                theOpenOne,
                new Confirmation(clock));
        EventRoutes eventRoutes =
                new EventRoutes(log, sessions, feeds, new Pages(log), new TextLog(log, ZoneId.systemDefault()));
        SlowHeads slowHeads = new SlowHeads(HttpServer.ARRIVES_WITHIN, clock);
        Javalin server = Javalin.create(config -> {
            HttpServer.configure(config, settings, access, slowHeads);
            config.routes.before(access::check);
            Problems.install(config.routes);
            OutsideProblems.install(config.routes);
            health.install(config.routes);
            sessionRoutes.install(config.routes);
            controlRoutes.install(config.routes);
            eventRoutes.install(config.routes);
            new TeamRoutes(sessions, stateJson, new Agents(log), theOpenOne).install(config.routes);
            new ApprovalRoutes(log, sessions, stateJson, settings.home(), clock).install(config.routes);
            new RecoveryRoutes(log, sessions).install(config.routes);
            new ReportRoutes(log, sessions).install(config.routes);
            new Page(access).install(config.routes);
        });
        server.start();
        health.start();
        return new Api(server, feeds, health, slowHeads);
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        health.close();
        feeds.close();
        server.stop();
        slowHeads.close();
    }
}
