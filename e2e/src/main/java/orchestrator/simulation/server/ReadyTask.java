package orchestrator.simulation.server;

/**
 * A workflow task that waits for a worker.
 *
 * @param queue where it waits
 * @param query true if it only answers a query
 */
public record ReadyTask(String workflow, String queue, boolean query) {}
