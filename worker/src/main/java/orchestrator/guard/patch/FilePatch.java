package orchestrator.guard.patch;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The files that a patch changes.
 *
 * @param written files that are added or changed, or that something is moved to
 * @param deleted files that are deleted or moved away
 */
record FilePatch(List<String> written, List<String> deleted) {
    private static final String BEGIN = "*** Begin Patch";
    private static final String END = "*** End Patch";
    private static final String ADD = "*** Add File: ";
    private static final String UPDATE = "*** Update File: ";
    private static final String DELETE = "*** Delete File: ";
    private static final String MOVE = "*** Move to: ";

    /** Empty if it is neither Codex's form nor a unified diff, whole and without anything that is not understood. */
    static Optional<FilePatch> of(String text) {
        String patch = text.strip();
        if (patch.indexOf('\0') >= 0) return Optional.empty();
        return patch.startsWith(BEGIN)
                ? codex(patch.lines().toList())
                : unified(patch.lines().toList());
    }

    /**
     * A header counts wherever it stands, also indented as if it were a line of a file: Codex is lenient, and one name too
     * many is safe.
     */
    private static Optional<FilePatch> codex(List<String> lines) {
        if (lines.size() < 3 || !lines.get(0).strip().equals(BEGIN)) return Optional.empty();
        if (!lines.get(lines.size() - 1).strip().equals(END)) return Optional.empty();
        Set<String> written = new LinkedHashSet<>();
        Set<String> deleted = new LinkedHashSet<>();
        String current = "";
        for (String line : lines.subList(1, lines.size() - 1)) {
            String header = line.strip();
            if (header.startsWith(ADD)) current = add(written, header, ADD);
            else if (header.startsWith(UPDATE)) current = add(written, header, UPDATE);
            else if (header.startsWith(DELETE)) current = add(deleted, header, DELETE);
            else if (header.startsWith(MOVE)) {
                add(written, header, MOVE);
                deleted.add(current);
            } else if (!isContent(line)) return Optional.empty();
        }
        return result(written, deleted);
    }

    private static boolean isContent(String line) {
        if (line.isEmpty() || line.startsWith("@@") || line.strip().equals("*** End of File")) return true;
        return " +-".indexOf(line.charAt(0)) >= 0;
    }

    private static String add(Set<String> names, String header, String prefix) {
        String name = header.substring(prefix.length()).strip();
        names.add(name);
        return name;
    }

    private static Optional<FilePatch> unified(List<String> lines) {
        Set<String> written = new LinkedHashSet<>();
        Set<String> deleted = new LinkedHashSet<>();
        String old = "";
        for (String line : lines) {
            if (line.startsWith("--- ")) {
                old = name(line.substring(4), "a/");
            } else if (line.startsWith("+++ ")) {
                String fresh = name(line.substring(4), "b/");
                if (old.isEmpty()) return Optional.empty();
                if (fresh.equals("/dev/null")) deleted.add(old);
                else written.add(fresh);
                if (!old.equals("/dev/null") && !old.equals(fresh) && !fresh.equals("/dev/null")) written.add(old);
            } else if (line.startsWith("rename from ")) {
                deleted.add(line.substring("rename from ".length()).strip());
            } else if (line.startsWith("rename to ") || line.startsWith("copy to ")) {
                written.add(line.substring(line.indexOf(" to ") + 4).strip());
            }
        }
        return result(written, deleted);
    }

    /** Without the prefix that git gives, and the time that diff gives. */
    private static String name(String text, String prefix) {
        int tab = text.indexOf('\t');
        String name = (tab < 0 ? text : text.substring(0, tab)).strip();
        return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    }

    private static Optional<FilePatch> result(Set<String> written, Set<String> deleted) {
        boolean isNameless = written.contains("") || deleted.contains("");
        if (isNameless || written.isEmpty() && deleted.isEmpty()) return Optional.empty();
        return Optional.of(new FilePatch(List.copyOf(written), List.copyOf(deleted)));
    }
}
