package orchestrator.clock;

/** The clocks of a machine. */
interface Clocks {
    Reading read();
}
