package orchestrator.modelserver.story;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import orchestrator.modelserver.story.Step.Shell;
import orchestrator.modelserver.story.Step.Structured;
import orchestrator.modelserver.story.Step.Use;
import orchestrator.modelserver.story.Step.Write;

/** A reviewer that tries every way to write, one per turn, then reads, then gives its verdict. */
public final class WriteWhileReadOnly {
    static final String VERDICT =
            "{\"verdict\": \"CONCERNS\", \"summary\": \"I was not let.\", \"points\": [\"Let me.\"]}";

    /** a.txt has an uncommitted change. */
    private static final List<String> COMMANDS = List.of(
            "touch touched.txt",
            "touch {cwd}/../beside/touched.txt",
            "echo x > redirected.txt",
            "echo x | tee teed.txt",
            "git diff --output=diffed.txt",
            "git diff --no-ext-diff --output=diffed.txt",
            "git diff --no-ext-diff > diffed.txt",
            "git log --oneline --output=logged.txt",
            "git status --short > listed.txt",
            "git status --short; touch after.txt",
            "git status --short\ntouch after.txt",
            "git checkout -- a.txt",
            "git checkout -q -b other",
            "git stash",
            "git add a.txt",
            "git commit -q -a -m mine",
            "git config user.name Me",
            "python3 -c \"open('python.txt', 'w').write('x')\"",
            "sed -i s/one/two/ a.txt",
            "cp a.txt copied.txt",
            "mv b.txt moved.txt",
            "rm b.txt",
            "find . -name b.txt -delete",
            "sh -c 'touch nested.txt'",
            "cat a.txt $(touch substituted.txt)");

    private WriteWhileReadOnly() {}

    public static List<Turn> turns() {
        List<Turn> turns = new ArrayList<>();
        Stream.of("{cwd}/written.txt", "{cwd}/../beside/written.txt")
                .forEach(path -> turns.add(Turn.of(new Write(path, "written\n"))));
        String edit = "\"file_path\": \"{cwd}/a.txt\", \"old_string\": \"one\", \"new_string\": \"edited\"";
        turns.add(Turn.of(new Use("Read", "{\"file_path\": \"{cwd}/a.txt\"}")));
        turns.add(Turn.of(new Use("Edit", "{" + edit + "}")));
        turns.add(Turn.of(new Use("replace", "{\"instruction\": \"edit\", " + edit + "}")));
        turns.add(Turn.of(new Use("write_file", "{\"file_path\": \"{cwd}/written.txt\", \"content\": \"x\"}")));
        // An agent that may end the planning mode might be allowed to write.
        turns.add(Turn.of(new Use("ExitPlanMode", "{\"plan\": \"I write.\"}")));
        turns.add(Turn.of(new Use("exit_plan_mode", "{\"plan_path\": \"plan.md\", \"plan_filename\": \"plan.md\"}")));
        turns.add(Turn.of(new Write("{cwd}/written-after-the-plan.txt", "written\n")));
        COMMANDS.forEach(command -> turns.add(Turn.of(new Shell(command))));
        turns.add(Turn.of(new Shell("git status --short")));
        turns.add(Turn.of(new Shell("git diff --no-ext-diff")));
        turns.add(Turn.of(new Structured(VERDICT)));
        return List.copyOf(turns);
    }
}
