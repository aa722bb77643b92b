package orchestrator.session;

import java.time.Instant;

/** Something a person did to a session: what, who, by which way (cli, api, page, signal) and when. */
public record Control(String action, String by, String via, String reason, Instant at) {}
