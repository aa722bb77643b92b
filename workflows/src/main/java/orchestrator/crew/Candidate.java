package orchestrator.crew;

/** An agent that could be in a crew, whether its program is installed, and what to type where it is not. */
public record Candidate(String name, boolean installed, String install) {}
