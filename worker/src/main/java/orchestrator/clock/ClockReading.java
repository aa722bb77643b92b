package orchestrator.clock;

/**
 * The clocks of this machine at one moment.
 *
 * @param awakeMillis since some moment, without suspended time; never goes back
 * @param upMillis since the machine was started, with suspended time
 * @param wallMillis the time of day, which the user may set
 * @param boot identifies this boot of the machine
 */
record ClockReading(long awakeMillis, long upMillis, long wallMillis, String boot) {}
