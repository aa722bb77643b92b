package orchestrator.eventlog.store;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import orchestrator.event.AgentEvent;
import orchestrator.event.EventType;
import orchestrator.event.StreamId;
import orchestrator.eventlog.Cursor;
import orchestrator.eventlog.StoredEvent;
import orchestrator.eventlog.Utf8;
import orchestrator.eventlog.database.CommitOrder;
import orchestrator.identity.LaunchId;

/** One row of events, read as one text: for each column, the driver takes longer than the database for the row. */
final class EventRow implements StoredEvent {
    private static final int CURSOR = 0;
    private static final int ID = 1;
    private static final int STREAM = 2;
    private static final int OFFSET = 3;
    private static final int INDEX = 4;
    private static final int AT = 5;
    private static final int TYPE = 6;
    private static final int AGENT_BYTES = 7;
    private static final int TEXT_BYTES = 8;
    private static final int WORDS = 9;

    private static final Map<String, EventType> TYPES =
            Stream.of(EventType.values()).collect(Collectors.toUnmodifiableMap(EventType::wire, type -> type));

    private final byte[] row;
    /** Where each word without a blank ends; the agent, the text and the data follow, and may contain blanks. */
    private final int[] ends;

    private final int agentEnd;
    private final int textEnd;
    private final StreamTable.Row stream;

    private EventRow(byte[] row, int[] ends, StreamTable.Row stream) {
        this.row = row;
        this.ends = ends;
        this.stream = stream;
        this.agentEnd = ends[TEXT_BYTES] + 1 + (int) number(row, ends, AGENT_BYTES);
        this.textEnd = agentEnd + 1 + (int) number(row, ends, TEXT_BYTES);
    }

    /** The SQL of the text. */
    static String column(CommitOrder order) {
        return "concat_ws(' ', " + order.cursor()
                + ", id, stream, stream_offset, line_index, happened_at, type, octet_length(coalesce(agent, '')),"
                + " octet_length(text), coalesce(agent, ''), text, data)";
    }

    /** Finds the stream of a number. */
    interface Streams {
        StreamTable.Row get(long id) throws java.sql.SQLException;
    }

    static EventRow of(byte[] row, Streams streams) throws java.sql.SQLException {
        int[] ends = new int[WORDS];
        int at = 0;
        for (int word = 0; word < WORDS; word++) {
            while (row[at] != ' ') at++;
            ends[word] = at++;
        }
        return new EventRow(row, ends, streams.get(number(row, ends, STREAM)));
    }

    private static long number(byte[] row, int[] ends, int word) {
        int from = word == 0 ? 0 : ends[word - 1] + 1;
        boolean isNegative = row[from] == '-';
        long number = 0;
        for (int at = isNegative ? from + 1 : from; at < ends[word]; at++) number = 10 * number + row[at] - '0';
        return isNegative ? -number : number;
    }

    private Utf8 word(int word) {
        return new Utf8(row, word == 0 ? 0 : ends[word - 1] + 1, ends[word]);
    }

    int size() {
        return row.length;
    }

    @Override
    public Cursor cursor() {
        return new Cursor(word(CURSOR).toString());
    }

    @Override
    public StreamId stream() {
        return stream.stream();
    }

    @Override
    public String agent() {
        int from = ends[TEXT_BYTES] + 1;
        return from == agentEnd ? stream.agent() : new Utf8(row, from, agentEnd).toString();
    }

    @Override
    public EventType type() {
        String wire = word(TYPE).toString();
        EventType known = TYPES.get(wire);
        if (known == null)
            throw new IllegalArgumentException("the event log holds an event of the unknown type " + wire);
        return known;
    }

    @Override
    public Utf8 id() {
        return word(ID);
    }

    @Override
    public Utf8 offset() {
        return word(OFFSET);
    }

    @Override
    public Utf8 index() {
        return word(INDEX);
    }

    @Override
    public Utf8 atMicros() {
        return word(AT);
    }

    @Override
    public Utf8 text() {
        return new Utf8(row, agentEnd + 1, textEnd);
    }

    @Override
    public Utf8 data() {
        return EventText.line(storedData());
    }

    private Utf8 storedData() {
        return new Utf8(row, textEnd + 1, row.length);
    }

    @Override
    public AgentEvent event() {
        LaunchId launch = stream().launch();
        return new AgentEvent(
                number(row, ends, ID),
                launch.key(),
                launch.run(),
                launch.launch(),
                stream().source(),
                number(row, ends, OFFSET),
                (int) number(row, ends, INDEX),
                EpochMicros.instant(number(row, ends, AT)),
                agent(),
                type(),
                text().toString(),
                EventText.read(storedData()));
    }
}
