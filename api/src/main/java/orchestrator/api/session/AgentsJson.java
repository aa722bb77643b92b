package orchestrator.api.session;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.eventlog.Activity;
import orchestrator.eventlog.Cursor;
import orchestrator.eventlog.EventFilter;
import orchestrator.eventlog.EventLog;
import orchestrator.eventlog.EventPage;
import orchestrator.eventlog.EventQuery;
import orchestrator.eventlog.EventSearch;
import orchestrator.eventlog.EventSearch.Direction;
import orchestrator.eventlog.FoundEvents;
import orchestrator.eventlog.RunActivity;
import orchestrator.json.Json;
import orchestrator.session.AssignmentState;
import orchestrator.session.SessionState;
import orchestrator.text.Text;
import org.jspecify.annotations.Nullable;

/** The runs of a session as JSON, each with its process, its host, and its agent's last action. */
public final class AgentsJson {
    private static final int PAGE = 500;
    private static final int TEXT_CHARS = 500;
    /** The last event of a run is looked for among this many of its session. */
    private static final int LOOKED_BACK = 200_000;

    private final EventLog log;
    private final Activity activity;

    public AgentsJson(EventLog log, Activity activity) {
        this.log = log;
        this.activity = activity;
    }

    public ObjectNode of(SessionView view) {
        SessionState state = view.state();
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("session", state.session()).put("phase", state.phase().wire()).put("open", view.open());
        ArrayNode agents = json.putArray("agents");
        if (state.key().isEmpty()) return json;
        Map<String, AgentEvent> launches = launches(state.key());
        Map<String, RunActivity> now = new HashMap<>();
        activity.runs(state.key()).forEach(one -> now.put(one.run(), one));
        for (AssignmentState assignment : state.assignments()) {
            ObjectNode agent = agents.addObject();
            describe(agent, assignment);
            launched(agent, assignment, launches.get(assignment.run()));
            did(agent, latest(state.key(), assignment.run()), now.get(assignment.run()));
        }
        return json;
    }

    private static void describe(ObjectNode agent, AssignmentState assignment) {
        agent.put("run", assignment.run())
                .put("agent", assignment.agent())
                .put("role", assignment.role().wire())
                .put("kind", assignment.kind().wire())
                .put("title", assignment.title())
                .put("status", assignment.status().wire())
                .put("launches", assignment.launches())
                .put("violations", assignment.violations())
                .put("note", assignment.note());
    }

    /** The pid of a process that has ended may be another's by now. */
    private static void launched(ObjectNode agent, AssignmentState assignment, @Nullable AgentEvent launch) {
        if (launch == null) return;
        agent.put("launch", launch.launch());
        if (assignment.status() == AssignmentState.Status.RUNNING) {
            agent.put("pid", launch.data().path("pid").asLong());
        }
        if (launch.data().hasNonNull("host")) {
            agent.put("host", launch.data().path("host").asText());
        }
    }

    private static void did(ObjectNode agent, @Nullable AgentEvent last, @Nullable RunActivity activity) {
        if (last != null) {
            agent.putObject("lastEvent")
                    .put("type", last.type().wire())
                    .put("text", Text.cut(last.text(), TEXT_CHARS))
                    .put("at", last.at().toString());
        }
        if (activity == null) return;
        agent.put("lastTool", activity.live().lastTool());
        if (activity.lastEventAt() != null)
            agent.put("lastEventAt", activity.lastEventAt().toString());
        if (activity.checkedAt() != null)
            agent.put("checkedAt", activity.checkedAt().toString());
    }

    /** What the run did last, however much others have done since. */
    private @Nullable AgentEvent latest(String key, String run) {
        if (run.isEmpty()) return null;
        EventFilter ofRun = new EventFilter(run, Set.of(), "");
        FoundEvents found = log.find(new EventSearch(key, ofRun, Direction.BACKWARD, Cursor.END, 1, LOOKED_BACK));
        return found.events().isEmpty() ? null : found.events().get(0).event();
    }

    /** The newest launch of each run; the workflow logs each with its pid. */
    private Map<String, AgentEvent> launches(String key) {
        Map<String, AgentEvent> newest = new HashMap<>();
        Cursor cursor = Cursor.START;
        while (true) {
            EventPage page = log.read(new EventQuery(key, "", Set.of(EventType.STATUS), cursor, PAGE));
            if (page.isEmpty()) return newest;
            page.events().stream().filter(AgentsJson::isLaunch).forEach(event -> newest.put(event.run(), event));
            cursor = page.next();
        }
    }

    private static boolean isLaunch(AgentEvent event) {
        return event.source().equals(AgentEvent.ORCHESTRATOR)
                && event.data().path("pid").isNumber();
    }
}
