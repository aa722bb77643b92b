package orchestrator.api.session;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import orchestrator.eventlog.Archive.Shelf;
import orchestrator.json.WireName;
import orchestrator.session.Hold;
import orchestrator.session.Phase;
import orchestrator.session.SessionState;

/**
 * Which sessions a list has.
 *
 * @param states words of {@link #STATES}, one of which must fit; empty for all
 * @param target a directory, which also stands for those in it; empty for all
 * @param agent that has worked in it, such as {@code claude}; empty for all
 * @param words in id, prompt, target or reason, in upper or lower case; empty for all
 */
public record SessionFilter(Set<String> states, String target, String agent, String words) {
    public static final SessionFilter NONE = new SessionFilter(Set.of(), "", "", "");

    /** Ended sessions that were put away; they are listed only if this word is among the states. */
    private static final String ARCHIVED = "archived";

    private static final String OPEN = "open";
    private static final String ENDED = "ended";

    /** Phases, holds of open sessions, and what several of them have in common. */
    public static final List<String> STATES = Stream.of(
                    Stream.of(OPEN, ENDED, ARCHIVED, SessionView.UNREACHABLE),
                    Arrays.stream(Hold.Kind.values())
                            .filter(kind -> kind != Hold.Kind.NONE)
                            .map(WireName::wire),
                    Arrays.stream(Phase.values()).map(WireName::wire))
            .flatMap(words -> words)
            .toList();

    public SessionFilter {
        states = Set.copyOf(states);
        words = words.toLowerCase(Locale.ROOT);
    }

    boolean isNone() {
        return equals(NONE);
    }

    /**
     * Checks what does not change, before anybody is asked about the session.
     *
     * @param ofAgent keys of the sessions in which the agent has run
     */
    boolean mayFit(SessionState state, String prompt, Set<String> ofAgent) {
        return hasTarget(state) && hasAgent(state, ofAgent) && hasWords(state, prompt);
    }

    /** The shelf on which it looks; other states then choose among what is there. */
    Shelf shelf() {
        return states.contains(ARCHIVED) ? Shelf.PUT_AWAY : Shelf.LIST;
    }

    boolean hasState(SessionView view) {
        boolean isAny = states.stream().allMatch(ARCHIVED::equals);
        if (isAny) return true;
        Hold.Kind hold = view.state().hold().kind();
        Stream<String> words = view.open()
                ? Stream.of(OPEN, view.outcome(), view.state().phase().wire(), hold.wire())
                : Stream.of(ENDED, view.state().phase().wire());
        return words.anyMatch(states::contains);
    }

    private boolean hasTarget(SessionState state) {
        String directory = target.endsWith("/") ? target : target + "/";
        return target.isEmpty() || (state.target() + "/").startsWith(directory);
    }

    private boolean hasAgent(SessionState state, Set<String> ofAgent) {
        return agent.isEmpty()
                || ofAgent.contains(state.key())
                || state.assignments().stream().anyMatch(one -> one.agent().equals(agent));
    }

    private boolean hasWords(SessionState state, String prompt) {
        return words.isEmpty()
                || Stream.of(state.session(), state.key(), prompt, state.target(), state.reason())
                        .collect(Collectors.joining("\n"))
                        .toLowerCase(Locale.ROOT)
                        .contains(words);
    }
}
