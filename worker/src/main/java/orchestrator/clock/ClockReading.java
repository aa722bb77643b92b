package orchestrator.clock;

/**
 * What the clocks of this machine showed at one moment.
 *
 * @param awakeMillis since some moment, suspended time not counted; never goes back
 * @param upMillis since the machine was started, suspended time counted
 * @param wallMillis the time of day, which may be set
 * @param boot names the start of the machine
 */
record ClockReading(long awakeMillis, long upMillis, long wallMillis, String boot) {}
