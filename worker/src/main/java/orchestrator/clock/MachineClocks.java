package orchestrator.clock;

/** The clocks of a machine. */
interface MachineClocks {
    ClockReading read();
}
