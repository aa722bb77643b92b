package orchestrator.simulation.session;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import orchestrator.checkout.LeftOut;
import orchestrator.checkout.LeftOut.Why;
import orchestrator.simulation.fate.Dice;

/** Files in agents' checkouts that the result does not have. */
final class SimulatedLeftOuts {
    private static final long BYTES = 200_000_000;

    private final Dice dice;
    private final Map<String, List<LeftOut>> ofAgent = new TreeMap<>();
    private final List<LeftOut> closed = new ArrayList<>();
    private boolean isAny;

    SimulatedLeftOuts(Dice dice) {
        this.dice = dice;
        isAny = dice.chance(300, "leaves files out");
    }

    /** All work in the target itself, so nothing is left out. */
    void none() {
        isAny = false;
    }

    void onWork(String agent, String launch) {
        if (!isAny || !dice.chance(350, launch, "leaves out")) return;
        Why why = dice.pick(List.of(Why.LARGE, Why.LARGE, Why.REFUSED, Why.IGNORED), launch, "why");
        LeftOut left = new LeftOut(agent, "data-of-" + launch, why, "too much for git", 1, BYTES, "");
        List<LeftOut> mine = ofAgent.computeIfAbsent(agent, one -> new ArrayList<>());
        if (!mine.contains(left)) mine.add(left);
    }

    List<LeftOut> of(String agent) {
        return List.copyOf(ofAgent.getOrDefault(agent, List.of()));
    }

    /** Returns what comes into the result. */
    List<String> settle(String agent, String choice) {
        List<String> taken = new ArrayList<>();
        Iterator<LeftOut> mine = ofAgent.getOrDefault(agent, new ArrayList<>()).iterator();
        while (mine.hasNext()) {
            LeftOut one = mine.next();
            boolean isTaken = choice.equals("take") && one.why() == Why.LARGE;
            if (isTaken) taken.add(one.path());
            if (isTaken || (choice.equals("remove") && one.why().asks())) mine.remove();
        }
        return taken;
    }

    /** The checkouts are removed, and what was left out is kept. */
    List<LeftOut> close() {
        if (closed.isEmpty()) ofAgent.values().forEach(closed::addAll);
        ofAgent.clear();
        return closed.stream()
                .map(one ->
                        new LeftOut(one.agent(), one.path(), one.why(), one.words(), 1, BYTES, "/kept/" + one.path()))
                .toList();
    }

    /** What was left out when the checkouts were removed. */
    List<LeftOut> closed() {
        return List.copyOf(closed);
    }
}
