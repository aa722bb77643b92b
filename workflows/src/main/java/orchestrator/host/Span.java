package orchestrator.host;

/** A stretch of time by the wall clock. */
public record Span(long fromMillis, long toMillis) {
    public long millis() {
        return toMillis - fromMillis;
    }
}
