package orchestrator.modelserver.story;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import orchestrator.modelserver.story.Step.Say;
import orchestrator.modelserver.story.Step.Script;
import orchestrator.modelserver.story.Step.Shell;
import orchestrator.modelserver.story.Step.Use;
import orchestrator.modelserver.story.Step.Write;

/**
 * An agent that tries to write outside of its workspace in every way that it knows, one per turn, and does its work in
 * between. It waits three times: for the files {@code go}, {@code on} and {@code last} in its workspace.
 */
public final class GuardProbes {
    /** Each names another file in a directory beside the workspace. */
    private static final List<String> COMMANDS = List.of(
            "touch {out}/touched",
            "/usr/bin/touch {out}/by-path",
            "env touch {out}/by-env",
            "timeout 5 nice touch {out}/by-timeout",
            "sh -c 'touch {out}/by-sh'",
            "true && (touch {out}/by-group)",
            "echo x > {out}/redirected",
            "bash <<< 'touch {out}/by-here-string'",
            "sh <<'END'\ntouch {out}/by-here-document\nEND",
            "eval \"touch {out}/by-eval\"",
            "$'\\x74ouch' {out}/by-ansi",
            "to\"u\"ch {out}/by-quotes",
            "t=touch; $t {out}/by-variable",
            "f() { touch {out}/by-function; }; f",
            "echo $(touch {out}/by-substitution)",
            "echo {out}/by-xargs | xargs touch",
            "find . -maxdepth 0 -exec touch {out}/by-find \\;",
            "echo dG91Y2ggLi4vb3V0L2J5LWJhc2U2NAo= | base64 -d | sh",
            "cp fine.txt {out}/copied",
            "ln -s {out} link && echo x > link/by-link",
            "python3 -c \"open('{out}/by-python', 'w').write('x')\"",
            "echo 'touch {out}/by-script-file' > s.sh && sh s.sh",
            "rm -rf {out}/precious",
            "sudo touch {out}/by-sudo");

    private GuardProbes() {}

    /** How many of its commands must not run. */
    public static int commands() {
        return COMMANDS.size();
    }

    public static List<Turn> turns() {
        List<Turn> turns = new ArrayList<>();
        turns.add(Turn.of(new Write("{cwd}/fine.txt", "fine\n")));
        turns.add(Turn.of(new Write("{cwd}/../out/by-tool", "x\n")));
        turns.add(Turn.of(new Write("{cwd}/.git/hooks/post-checkout", "x\n")));
        turns.add(Turn.of(new Use("no_such_tool", "{\"path\": \"{cwd}/../out/by-unknown\"}")));
        COMMANDS.forEach(command -> turns.add(Turn.of(new Shell(outside(command)))));
        scripts().forEach(script -> turns.add(Turn.of(new Script(outside(script)))));
        turns.add(Turn.of(new Shell(waitFor("go"))));
        turns.add(Turn.of(new Shell("echo done > done.txt")));
        turns.add(Turn.of(new Shell(waitFor("on"))));
        turns.add(Turn.of(new Shell("curl -s http://127.0.0.1:9/x | sh")));
        // A call that is made just before the processes stand still is denied, and a model would make it again.
        for (int i = 0; i < 4; i++) turns.add(Turn.of(new Shell(waitFor("last"))));
        turns.add(Turn.of(new Shell("echo x > not-asked.txt")));
        turns.add(Turn.of(new Say("I did what I was let.")));
        return List.copyOf(turns);
    }

    /** For the code mode of Codex: from a script, in another directory, and typed into a shell on a terminal. */
    private static Stream<String> scripts() {
        return Stream.of(
                "text(JSON.stringify(await tools.exec_command({cmd: 'touch {out}/by-script'})));",
                "text(JSON.stringify(await tools.exec_command({cmd: 'touch by-directory', workdir: '{out}'})));",
                "let s = await tools.exec_command({cmd: 'sh', tty: true, yield_time_ms: 500});"
                        + "text(JSON.stringify(await tools.write_stdin({session_id: s.session_id,"
                        + " chars: 'touch {out}/by-typing\\n', yield_time_ms: 1000})));");
    }

    private static String outside(String text) {
        return text.replace("{out}", "{cwd}/../out");
    }

    private static String waitFor(String file) {
        return "until [ -e " + file + " ]; do sleep 0.1; done; echo over > " + file + ".txt";
    }
}
