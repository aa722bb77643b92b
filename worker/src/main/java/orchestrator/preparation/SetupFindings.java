package orchestrator.preparation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What would make agents fail, found before the first launch. Each is one sentence with what to type. Nothing is
 * repaired silently. A pure function of the facts.
 *
 * @param obstacles the session cannot start
 * @param notes the session starts, but the user should know
 */
record SetupFindings(List<String> obstacles, List<String> notes) {
    private static final long MEGABYTE = 1_000_000;
    private static final long BYTES_MIN = 50 * MEGABYTE;
    private static final long BYTES_FEW = 1_000 * MEGABYTE;
    private static final long FILES_MIN = 1_000;
    private static final long FILES_FEW = 20_000;

    SetupFindings {
        obstacles = List.copyOf(obstacles);
        notes = List.copyOf(notes);
    }

    static SetupFindings of(List<DirectoryFacts> directories, List<AgentFacts> agents) {
        List<String> obstacles = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        directories.forEach(one -> directory(one, obstacles, notes));
        agents.forEach(one -> agent(one, obstacles, notes));
        return new SetupFindings(
                obstacles.stream().distinct().toList(),
                notes.stream().distinct().toList());
    }

    private static void directory(DirectoryFacts facts, List<String> obstacles, List<String> notes) {
        Path path = facts.path();
        if (!facts.canList())
            obstacles.add("agents cannot read or enter " + path + "; type: chmod u+rx '" + path + "'");
        if (facts.isInGitDirectory())
            obstacles.add(path + " lies inside of a .git directory, where agents may not write; name the directory of"
                    + " the project itself");
        if (!facts.gitRefuses().isEmpty())
            obstacles.add("git refuses " + path + " because it belongs to another user; type: git config --global --add"
                    + " safe.directory '" + path + "'");
        scarce(facts.freeBytes(), BYTES_MIN, BYTES_FEW, free(facts.freeBytes(), path), obstacles, notes);
        String files = "the file system of " + path + " takes only " + facts.freeFiles()
                + " more files; delete some, and type: df -i '" + path + "'";
        scarce(facts.freeFiles(), FILES_MIN, FILES_FEW, files, obstacles, notes);
    }

    private static String free(long bytes, Path path) {
        return "only " + bytes / MEGABYTE + " MB are free where " + path + " is; make room, and type: df -h '" + path
                + "'";
    }

    private static void scarce(
            long left, long least, long few, String sentence, List<String> obstacles, List<String> notes) {
        if (left == DirectoryFacts.UNKNOWN || left >= few) return;
        (left < least ? obstacles : notes).add(sentence);
    }

    private static void agent(AgentFacts facts, List<String> obstacles, List<String> notes) {
        if (!facts.saysItsVersion())
            notes.add(facts.name() + " does not say its version and may not run here (it may need a newer Node.js);"
                    + " type: " + facts.program() + " --version");
        if (!facts.isHomeWritable())
            obstacles.add(facts.name() + " cannot write to its configuration directory " + facts.home()
                    + "; type: chown -R \"$(id -un)\" '" + facts.home() + "'");
        if (facts.isHomeTemporary())
            notes.add("the configuration directory of " + facts.name() + ", " + facts.home()
                    + ", lies where temporary files are, so its conversations may be deleted; move it, and name the new"
                    + " place by its variable");
        notes.addAll(facts.notes());
    }
}
