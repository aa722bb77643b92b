package orchestrator.cli.guard;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.input.HelpOption;
import orchestrator.cli.live.DisplayText;
import orchestrator.cli.output.ExitCode;
import orchestrator.guard.Guard;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.GuardVerdict;
import orchestrator.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "check",
        description =
                "Read commands from stdin and print what the guard decides about each: allow, ask (a person decides) or"
                        + " deny. A line is a command, or JSON: {\"command\": …}, {\"tool\": …, \"input\": {…}}, or what"
                        + " a hook of an agent's program gets. Nothing is run. Blank lines are skipped.")
public final class GuardCheckCommand implements Callable<Integer> {
    private static final int SHOWN_CHARS = 400;

    private final CommandCaller caller;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Mixin
    private final GuardOptions options = new GuardOptions();

    @Option(names = "--json", description = "Print a JSON object for each.")
    private boolean json;

    public GuardCheckCommand(CommandCaller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() {
        Guard guard = options.guard(caller);
        Path workspace = options.target(caller);
        InputLines lines = new InputLines(caller.in());
        Writer out = new OutputStreamWriter(caller.out(), StandardCharsets.UTF_8);
        try {
            for (List<InputLines.Read> some = lines.some(); !some.isEmpty(); some = lines.some()) {
                List<String> answers = some.parallelStream()
                        .filter(line -> !line.text().isBlank())
                        .map(line -> answer(line, guard, workspace))
                        .toList();
                for (String answer : answers) out.write(answer + "\n");
                out.flush();
            }
            return ExitCode.DONE;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the commands", e);
        }
    }

    private String answer(InputLines.Read line, Guard guard, Path workspace) {
        CheckedCall checked = CheckedCall.of(line.text());
        GuardDecision decision = decide(line, checked, guard, workspace);
        String command = checked.problem().isEmpty() ? checked.call().subject() : line.text();
        return json ? asJson(decision, command) : asText(decision, command);
    }

    private static GuardDecision decide(InputLines.Read line, CheckedCall checked, Guard guard, Path workspace) {
        if (line.tooLong())
            return GuardDecision.deny("too-long", "a call has at most " + InputLines.CHARS_MAX + " characters.");
        if (!checked.problem().isEmpty()) return GuardDecision.deny("unreadable", checked.problem());
        return guard.decide(checked.call(), checked.directoryIn(workspace));
    }

    /** What is only watched runs, so it is allowed. */
    private static String word(GuardDecision decision) {
        boolean runs = decision.verdict() == GuardVerdict.WATCH || decision.verdict() == GuardVerdict.ALLOW;
        return runs ? "allow" : decision.verdict().name().toLowerCase(Locale.ROOT);
    }

    private static String asJson(GuardDecision decision, String command) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("decision", word(decision));
        answer.put("rule", decision.rule());
        answer.put("reason", decision.reason());
        if (decision.verdict() == GuardVerdict.WATCH) answer.put("watched", true);
        answer.put("command", command);
        return Json.write(answer);
    }

    private static String asText(GuardDecision decision, String command) {
        String shown = shown(command);
        if (decision.rule().isEmpty()) return "allow  " + shown;
        String watched = decision.verdict() == GuardVerdict.WATCH ? "(watched) " : "";
        String why = watched + decision.rule() + ": " + shown(decision.reason());
        return String.format("%-5s  %s  <- %s", word(decision), why, shown);
    }

    private static String shown(String text) {
        return DisplayText.cut(DisplayText.clean(text), SHOWN_CHARS);
    }
}
