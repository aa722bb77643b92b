package orchestrator.cli.start;

import orchestrator.cli.temporal.Address;

/**
 * The Temporal that is used.
 *
 * @param ui base URL of its Web UI
 */
record TemporalPlace(Address address, String ui, boolean ours) {}
