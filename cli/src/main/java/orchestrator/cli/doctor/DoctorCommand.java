package orchestrator.cli.doctor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import orchestrator.cli.connect.RunningServices;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.input.HelpOption;
import orchestrator.cli.input.JsonOption;
import orchestrator.cli.input.UpOptions;
import orchestrator.cli.output.ConsoleProgress;
import orchestrator.cli.output.ExitCode;
import orchestrator.cli.output.Finding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "doctor",
        description = "Check everything that is needed, and say what to do if something is missing. Nothing is started."
                + " The exit code is 0 if everything needed is there, else 1.")
public final class DoctorCommand implements Callable<Integer> {
    private final CommandCaller caller;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Mixin
    private final UpOptions up = new UpOptions();

    @Option(
            names = "--probe",
            description =
                    "Ask each installed agent for one word, in the same way as a session would; this costs a little.")
    private boolean probe;

    public DoctorCommand(CommandCaller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() throws InterruptedException {
        System.setProperty("orchestrate.log", "WARN"); // the command's output is no place for the worker's log
        ConsoleProgress progress = RunningServices.progress(caller);
        List<Finding> findings = new Doctor(caller.environment(), progress)
                .examine(caller.installation().javaHome(), up.request(caller), probe);
        progress.clear();
        boolean well = findings.stream().noneMatch(Finding::isBlocking);
        if (json.wanted) {
            JsonOption.print(caller.out(), answer(findings, well));
        } else {
            findings.forEach(this::print);
            caller.out().println(well ? "Everything needed is there." : "Missing: " + blocking(findings) + ".");
        }
        return well ? ExitCode.DONE : ExitCode.FAILED;
    }

    private void print(Finding finding) {
        String remedies = finding.remedies().isEmpty() ? "" : "  →  " + String.join("; or ", finding.remedies());
        String mark = finding.good() ? "✓" : "✗";
        caller.out().printf(Locale.ROOT, "%s %-11s %s%s%n", mark, finding.name(), finding.words(), remedies);
    }

    private static String blocking(List<Finding> findings) {
        return findings.stream()
                .filter(Finding::isBlocking)
                .map(Finding::name)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static ObjectNode answer(List<Finding> findings, boolean well) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("ok", well);
        ArrayNode checks = answer.putArray("checks");
        for (Finding finding : findings) {
            ObjectNode check = checks.addObject();
            check.put("name", finding.name()).put("ok", finding.good()).put("inTheWay", finding.isBlocking());
            check.put("words", finding.words());
            finding.remedies().forEach(check.putArray("remedies")::add);
        }
        return answer;
    }
}
