package orchestrator.api.session;

import java.util.List;
import java.util.stream.Collectors;
import orchestrator.api.problem.Problem;

/** The only open session, for paths that name none. */
public final class OnlyOpenSession {
    private static final int NAMED_MAX = 20;

    private final SessionList listing;

    public OnlyOpenSession(SessionList listing) {
        this.listing = listing;
    }

    /** Its id; refused if no session is open, or several are. */
    public String id() {
        List<String> open = listing.open();
        if (open.size() == 1) return open.get(0);
        if (open.isEmpty()) {
            throw Problem.notFound("No session is open; /api/v1/sessions lists those that are over, and"
                    + " /api/v1/ID/… tells of one of them.");
        }
        String ids = open.stream().limit(NAMED_MAX).collect(Collectors.joining(", "));
        throw Problem.conflict("Several sessions are open: " + ids + ". Name one in the path: /api/v1/ID/….");
    }
}
