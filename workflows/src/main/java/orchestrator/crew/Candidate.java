package orchestrator.crew;

/** An agent that could join a crew, and the command that installs its program. */
public record Candidate(String name, boolean installed, String install) {}
