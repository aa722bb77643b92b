package orchestrator.orchestration.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import orchestrator.json.WireName;
import orchestrator.rollover.Saved;
import orchestrator.session.AnswerChoice;
import orchestrator.session.AnswerRequest;
import orchestrator.session.Confirmable;
import orchestrator.session.OpenItem;
import orchestrator.session.OpenItem.Answer;
import orchestrator.work.BudgetTracker;

/** The open and the answered items of a session. */
@Saved
public final class OpenItems {
    private static final int TEXT_CHARACTERS_MAX = 20_000;
    /** The event log has all; the state must stay small. */
    private static final int PERMISSIONS_KEPT_MAX = 100;

    private final Map<String, OpenItem> open = new LinkedHashMap<>();
    private final List<OpenItem> answered = new ArrayList<>();
    private final Map<String, List<String>> points = new HashMap<>();
    private final Map<String, BudgetTracker.Limit> limits = new HashMap<>();
    private boolean needCodes;
    private int questions;

    /** From now on an answer counts only with a code. */
    public void needCodes() {
        needCodes = true;
    }

    /** The id of the next question of this kind, such as {@code budget-2}. */
    public String nextId(String kind) {
        return kind + "-" + ++questions;
    }

    /** Remembers what the implementer has to fix if the user answers this item with {@code fix}. */
    public void setPoints(String id, List<String> toFix) {
        points.put(id, List.copyOf(toFix));
    }

    public List<String> points(String id) {
        return points.getOrDefault(id, List.of());
    }

    /** Remembers which limit of the budget this item is about. */
    public void setLimit(String id, BudgetTracker.Limit limit) {
        limits.put(id, limit);
    }

    public Optional<BudgetTracker.Limit> limit(String id) {
        return Optional.ofNullable(limits.get(id));
    }

    /** Replaces an item that is open under the same id. */
    public void open(OpenItem item) {
        open.put(item.id(), needCodes ? item.withCode() : item);
    }

    public void answer(String id, Answer answer) {
        OpenItem item = open.remove(id);
        if (item == null) return;
        answered.add(item.answered(answer));
        if (item.kind() == OpenItem.Kind.PERMISSION) forgetOldPermissions();
    }

    private void forgetOldPermissions() {
        List<OpenItem> permissions = answered.stream()
                .filter(item -> item.kind() == OpenItem.Kind.PERMISSION)
                .toList();
        if (permissions.size() > PERMISSIONS_KEPT_MAX) answered.remove(permissions.get(0));
    }

    /** Closes an item that needs no answer any more. */
    public void settle(String id, Instant now) {
        answer(id, new Answer("settled by itself", "", "", "", now));
    }

    void settleAll(Instant now) {
        List.copyOf(open.keySet()).forEach(id -> settle(id, now));
    }

    public List<OpenItem> open() {
        return List.copyOf(open.values());
    }

    public List<OpenItem> all() {
        return Stream.concat(answered.stream(), open.values().stream()).toList();
    }

    public boolean isOpen(String id) {
        return open.containsKey(id);
    }

    public boolean isOpen(OpenItem.Kind kind) {
        return open.values().stream().anyMatch(item -> item.kind() == kind);
    }

    /** Returns the item of the answer; throws if the answer fits none, with the possible answers. */
    public OpenItem itemFor(AnswerRequest answer) {
        if (open.isEmpty()) throw new IllegalStateException("nothing waits for an answer");
        if (answer.item().isEmpty() && open.size() > 1) {
            throw new IllegalStateException("several items are open; name one of them: " + listed());
        }
        OpenItem item = answer.item().isEmpty() ? open().get(0) : open.get(answer.item());
        if (item == null) {
            throw new IllegalStateException("no item `" + answer.item() + "` is open; open: " + listed());
        }
        if (answer.isEmpty()) {
            throw new IllegalStateException("an empty answer decides nothing; " + offered(item));
        }
        if (answer.text().length() > TEXT_CHARACTERS_MAX) {
            throw new IllegalStateException("the text has more than " + TEXT_CHARACTERS_MAX
                    + " characters; put the long part into a file of the target and name that");
        }
        if (choice(item, answer).filter(item::offers).isEmpty()) {
            String what = answer.choice().isEmpty() ? "a text alone" : "`" + answer.choice() + "`";
            throw new IllegalStateException(what + " is no answer to " + item.id() + "; " + offered(item));
        }
        if (item.needsCode() && !answer.confirmed()) throw new IllegalStateException(needsCode(item.id()));
        return item;
    }

    /** True if this item is open and needs a code that the control lacks. */
    public boolean wantsCode(String id, Confirmable asked) {
        OpenItem item = open.get(id);
        return item != null && item.needsCode() && !asked.confirmed();
    }

    public static String needsCode(String id) {
        return id + " needs a code that only a terminal or the page shows; answer it on the page, or type `orchestrate"
                + " answer` in a terminal";
    }

    /** The choice of the answer; empty if it has none. A text alone asks for work and never approves. */
    public static Optional<AnswerChoice> choice(OpenItem item, AnswerRequest answer) {
        if (!answer.choice().isEmpty()) return WireName.find(AnswerChoice.class, answer.choice());
        if (answer.plan() != null) return Optional.of(AnswerChoice.ACCEPT);
        return switch (item.kind()) {
            case PLAN, REVIEW, VERIFICATION, LEFT_OUT, BLOCKER -> Optional.of(AnswerChoice.FIX);
            case RUN -> Optional.of(AnswerChoice.RETRY);
            case BUDGET, PERMISSION -> Optional.empty();
        };
    }

    private String listed() {
        return String.join(", ", open.keySet());
    }

    private static String offered(OpenItem item) {
        return "choose one of: "
                + item.choices().stream()
                        .map(choice -> choice.name() + " (" + choice.meaning() + ")")
                        .collect(Collectors.joining(", "));
    }
}
