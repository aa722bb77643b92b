package orchestrator.chaos.kill;

/** A kind of process to kill, with the weight of its choice. */
public enum Victim {
    WORKER(50),
    AGENT(14),
    WRAPPER(10),
    API(10),
    TEMPORAL(8);

    private final int weight;

    Victim(int weight) {
        this.weight = weight;
    }

    int weight() {
        return weight;
    }

    String wire() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
