package orchestrator.session;

import java.time.Instant;

/** A control that a session has received: what, from whom, in which way (cli, api, page, signal) and when. */
public record Control(String action, String by, String via, String reason, Instant at) {}
