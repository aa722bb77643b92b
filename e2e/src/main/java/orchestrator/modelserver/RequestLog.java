package orchestrator.modelserver;

import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import orchestrator.modelserver.dialect.Conversation;
import orchestrator.modelserver.dialect.Message;
import orchestrator.modelserver.dialect.Reply;
import orchestrator.modelserver.story.Cue;

/** The latest requests, in order. */
final class RequestLog {

    private static final int ENTRIES_MAX = 5_000;
    private static final int TEXT_CHARS_MAX = 4_000;

    private final NavigableMap<Long, RecordedRequest> entries = new ConcurrentSkipListMap<>();
    private final AtomicLong last = new AtomicLong();

    RecordedRequest open(String agent, Conversation conversation, Cue cue, int attempt) {
        RecordedRequest seen = new RecordedRequest(
                last.incrementAndGet(),
                agent,
                conversation.id(),
                cue,
                attempt,
                conversation.messages().stream().map(RequestLog::said).toList(),
                conversation.tools(),
                new RecordedRequest.Answer(0, 0, "open"));
        put(seen);
        return seen;
    }

    void close(RecordedRequest seen, String outcome) {
        put(seen.with(new RecordedRequest.Answer(seen.inputTokens(), seen.outputTokens(), outcome)));
    }

    void answered(RecordedRequest seen, Reply.Answer answer) {
        put(seen.with(new RecordedRequest.Answer(answer.inputTokens(), answer.outputTokens(), "answered")));
    }

    List<RecordedRequest> all() {
        return List.copyOf(entries.values());
    }

    private void put(RecordedRequest seen) {
        entries.put(seen.number(), seen);
        while (entries.size() > ENTRIES_MAX) entries.pollFirstEntry();
    }

    private static RecordedRequest.Said said(Message message) {
        String text = message.text();
        return new RecordedRequest.Said(
                message.from().name().toLowerCase(Locale.ROOT),
                message.kind().name().toLowerCase(Locale.ROOT),
                text.length() <= TEXT_CHARS_MAX ? text : text.substring(0, TEXT_CHARS_MAX),
                text.length());
    }
}
