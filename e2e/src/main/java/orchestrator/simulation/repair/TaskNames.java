package orchestrator.simulation.repair;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names of tasks that are the same in each run of a seed. A queue counts its tasks from a number that Temporal draws, so
 * the ids themselves differ.
 */
final class TaskNames {
    private static final Pattern TASK = Pattern.compile("task_([0-9a-f]{8})");
    private static final BigInteger RANGE = BigInteger.ONE.shiftLeft(32);
    /** The step from one id to the next. */
    private static final BigInteger ODD = BigInteger.valueOf(0x9E3779B1L);

    private @Nullable BigInteger first;

    /** The text with a number, from 1, instead of each id. */
    synchronized String in(String text) {
        Matcher ids = TASK.matcher(text);
        StringBuilder named = new StringBuilder();
        while (ids.find()) ids.appendReplacement(named, "task-" + number(new BigInteger(ids.group(1), 16)));
        return ids.appendTail(named).toString();
    }

    private BigInteger number(BigInteger id) {
        BigInteger begin = first == null ? id : first;
        first = begin;
        return id.subtract(begin).multiply(ODD.modInverse(RANGE)).mod(RANGE).add(BigInteger.ONE);
    }
}
