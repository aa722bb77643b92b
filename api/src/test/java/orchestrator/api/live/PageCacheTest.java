package orchestrator.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import orchestrator.eventlog.Cursor;
import org.junit.jupiter.api.Test;

class PageCacheTest {
    private static final Comparator<Cursor> ORDER = Comparator.comparingLong(cursor -> Long.parseLong(cursor.text()));

    private final AtomicLong bytesOfAll = new AtomicLong();
    private final PageCache cache = new PageCache(ORDER, bytesOfAll);

    /** One event of a letter for each cursor from {@code first} to {@code last}. */
    private static Page page(int first, int last) {
        Page.Draft draft = new Page.Draft(at(first - 1));
        StringBuilder letters = new StringBuilder();
        for (int i = first; i <= last; i++)
            draft.add(at(i), letters.append((char) ('a' + i)).length());
        return draft.page(letters.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Cursor at(int place) {
        return new Cursor("" + place);
    }

    private String after(int place) {
        return cache.at(at(place))
                .map(page -> StandardCharsets.UTF_8
                        .decode(page.after(at(place), ORDER))
                        .toString())
                .orElse("nothing");
    }

    @Test
    void a_client_in_the_middle_of_a_page_gets_the_rest_of_it() {
        cache.keep(List.of(page(1, 3), page(4, 5)));

        assertThat(after(0)).isEqualTo("bcd");
        assertThat(after(2)).isEqualTo("d");
        assertThat(after(3)).isEqualTo("ef");
    }

    @Test
    void there_is_no_page_after_the_last_or_in_a_gap() {
        cache.keep(List.of(page(1, 3), page(7, 8)));

        assertThat(after(3)).isEqualTo("nothing");
        assertThat(after(8)).isEqualTo("nothing");
    }

    @Test
    void the_oldest_pages_go_first_when_all_caches_together_are_full() {
        cache.keep(List.of(page(1, 3)));
        bytesOfAll.addAndGet(32L * 1024 * 1024 - 1);
        cache.keep(List.of(page(4, 4)));

        assertThat(after(0)).isEqualTo("nothing");
        assertThat(after(3)).isEqualTo("e");
    }

    @Test
    void a_closed_cache_gives_its_bytes_back() {
        cache.keep(List.of(page(1, 3)));

        cache.close();

        assertThat(bytesOfAll).hasValue(0);
    }
}
