package orchestrator.agent;

import java.util.List;

/** What a line meant, and what is known after it. */
public record Reading(List<Draft> drafts, Transcript after) {
    public Reading {
        drafts = List.copyOf(drafts);
    }
}
