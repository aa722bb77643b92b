package orchestrator.api.session;

import java.util.LinkedHashMap;
import java.util.Map;

/** What was last put in, up to a number of sessions. */
final class Remembered<T> extends LinkedHashMap<String, T> {
    private static final long serialVersionUID = 1;
    private final int max;

    Remembered(int max) {
        this.max = max;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
        return size() > max;
    }
}
