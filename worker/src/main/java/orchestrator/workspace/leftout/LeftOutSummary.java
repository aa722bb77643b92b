package orchestrator.workspace.leftout;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import orchestrator.checkout.LeftOut;
import orchestrator.git.Git;

/** Describes briefly what was left out: many files in one directory are only counted. */
public final class LeftOutSummary {
    private static final int SIBLINGS_MAX = 10;
    private static final int LINES_MAX = 50;

    private LeftOutSummary() {}

    public static List<LeftOut> of(String agent, LeftOutFiles account) {
        return summarize(account.found().stream().map(found -> of(agent, found)).toList());
    }

    public static LeftOut of(String agent, LeftOutFiles.Found found) {
        return new LeftOut(
                agent,
                Git.readable(found.name()),
                found.reason().why(),
                found.reason().words(),
                found.size().files(),
                found.size().bytes(),
                "");
    }

    public static List<LeftOut> summarize(List<LeftOut> all) {
        Map<String, List<LeftOut>> groups = new LinkedHashMap<>();
        for (LeftOut one : all) {
            String key = one.agent() + "\0" + one.why() + "\0" + parent(one.path());
            groups.computeIfAbsent(key, first -> new ArrayList<>()).add(one);
        }
        List<LeftOut> lines = new ArrayList<>();
        for (List<LeftOut> group : groups.values()) {
            if (group.size() > SIBLINGS_MAX)
                lines.add(together(group, parent(group.get(0).path())));
            else lines.addAll(group);
        }
        if (lines.size() <= LINES_MAX) return lines;
        List<LeftOut> cut = new ArrayList<>(lines.subList(0, LINES_MAX));
        cut.add(together(lines.subList(LINES_MAX, lines.size()), ""));
        return cut;
    }

    private static LeftOut together(List<LeftOut> group, String parent) {
        LeftOut first = group.get(0);
        String kept = first.kept().isEmpty() ? "" : parent(first.kept());
        return new LeftOut(
                first.agent(),
                parent + "… " + group.size() + " entries",
                first.why(),
                first.words(),
                group.stream().mapToLong(LeftOut::files).sum(),
                group.stream().mapToLong(LeftOut::bytes).sum(),
                kept);
    }

    private static String parent(String path) {
        String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return plain.substring(0, plain.lastIndexOf('/') + 1);
    }

    /** Lines for the user after a merge: files that it does not contain, and their place. */
    public static List<String> describeUnmerged(List<LeftOut> all) {
        if (all.isEmpty()) return List.of();
        List<String> lines = new ArrayList<>(List.of("Not in the result, but in the agents' checkouts:"));
        for (LeftOut one : all) lines.add("  " + (one.agent().isEmpty() ? "" : one.agent() + ": ") + one.line());
        return lines;
    }
}
