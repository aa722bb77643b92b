package orchestrator.session;

import java.time.Instant;

/** A control that a session has received: its action, its sender, its way (cli, api, page, signal) and its time. */
public record Control(String action, String by, String via, String reason, Instant at) {}
