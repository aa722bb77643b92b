import java.util.LinkedHashMap;
import java.util.Optional;

/** Keeps the values that were used last. */
public final class Lru<K, V> {
    private final LinkedHashMap<K, V> values = new LinkedHashMap<>();
    private final int limit;

    public Lru(int limit) {
        this.limit = limit;
    }

    public Optional<V> get(K key) {
        V value = values.remove(key);
        if (value == null) return Optional.empty();
        values.put(key, value);
        return Optional.of(value);
    }

    public void put(K key, V value) {
        if (values.size() == limit) values.remove(values.keySet().iterator().next());
        values.put(key, value);
    }
}
