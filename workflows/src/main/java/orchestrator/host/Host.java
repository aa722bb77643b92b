package orchestrator.host;

/**
 * The machine on which a session's processes live, and the task queue that only its worker serves.
 *
 * @param parkSeconds how long a paused process lives before it is ended and its conversation resumed later
 * @param silentSeconds how long its queue may go unserved before the host counts as silent
 */
public record Host(String id, String queue, int parkSeconds, int silentSeconds) {}
