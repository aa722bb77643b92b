package orchestrator.cli.start;

import orchestrator.cli.temporal.Address;

/**
 * The address of the Temporal server in use.
 *
 * @param ui base URL of its Web UI
 */
record TemporalPlace(Address address, String ui, boolean ours) {}
