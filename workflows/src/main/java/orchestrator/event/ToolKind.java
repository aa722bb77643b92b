package orchestrator.event;

import orchestrator.json.WireName;

/** What a tool does, whatever an agent's program calls it. */
public enum ToolKind implements WireName {
    /** Runs a command. */
    SHELL,
    READ,
    /** Writes whole files. */
    WRITE,
    /** Changes, moves or deletes files. */
    EDIT,
    /** Looks for files, or for text in them. */
    SEARCH,
    /** Asks the network: a page or a web search. */
    FETCH,
    /** Calls a tool of an MCP server, which may do anything. */
    MCP,
    /** Starts another agent or talks to one. */
    SUBAGENT,
    /** Keeps the agent's own list of what it has to do. */
    PLAN,
    OTHER;

    public boolean changesFiles() {
        return this == WRITE || this == EDIT;
    }

    /** The guard counts these before they run, and the transcript after: both must mean the same. */
    public boolean isCommandOrChange() {
        return this == SHELL || changesFiles();
    }
}
