package orchestrator.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import orchestrator.cli.live.DisplayText;
import orchestrator.cli.output.Finding;
import orchestrator.cli.output.ProgressOutput;
import orchestrator.fault.FaultText;
import orchestrator.probe.AgentsReport;
import orchestrator.probe.AgentsReport.Answer;
import orchestrator.probe.AgentsReport.Entry;

/** Findings about the agents: which are installed and, on request, which answer. */
final class AgentFindings {
    private final AgentsReport report;
    private final ProgressOutput progress;

    AgentFindings(AgentsReport report, ProgressOutput progress) {
        this.report = report;
        this.progress = progress;
    }

    List<Finding> find(boolean probe) throws InterruptedException {
        List<Entry> entries = report.entries();
        List<Entry> here = entries.stream().filter(Entry::isInstalled).toList();
        Map<String, Answer> answers = probe ? askAll(here) : Map.of();
        List<Finding> findings = new ArrayList<>();
        for (Entry entry : entries) findings.add(finding(entry, answers));
        for (String problem : report.problems()) {
            findings.add(Finding.lacking("agents", DisplayText.clean(problem), List.of("fix or remove that file")));
        }
        for (String lack : report.lacks())
            findings.add(Finding.lacking("environment", DisplayText.clean(lack), List.of()));
        if (!report.withheld().isEmpty()) findings.add(Finding.good("environment", report.withheld()));
        if (here.isEmpty()) findings.add(none());
        boolean noneAnswers =
                !here.isEmpty() && probe && answers.values().stream().noneMatch(Answer::good);
        if (noneAnswers) {
            findings.add(
                    Finding.missing("agents", "none answers", List.of("see above; `orchestrate demo` needs no agent")));
        }
        return findings;
    }

    private static Finding none() {
        return Finding.lacking(
                "agents", "none is installed", List.of("install one of the above; `orchestrate demo` works without"));
    }

    private static Finding finding(Entry entry, Map<String, Answer> answers) {
        if (!entry.isInstalled()) {
            List<String> remedies = entry.install().isBlank() ? List.of() : List.of(DisplayText.clean(entry.install()));
            return Finding.lacking(entry.name(), "not installed", remedies);
        }
        String version = entry.version().isEmpty() ? "" : entry.version() + " · ";
        String note = entry.note().isEmpty() ? "" : " · " + entry.note();
        Answer answer = answers.get(entry.name());
        if (answer == null) return Finding.good(entry.name(), version + entry.program() + note);
        if (answer.good()) return Finding.good(entry.name(), version + inWords(answer) + note);
        return Finding.lacking(entry.name(), version + DisplayText.clean(answer.reason()) + note, List.of());
    }

    private static String inWords(Answer answer) {
        Double cost = answer.costUsd();
        return String.format(Locale.ROOT, "answered in %.1f s · cost ", answer.seconds())
                + (cost == null ? "unavailable" : String.format(Locale.ROOT, "$%.4f", cost));
    }

    /** Asks all agents in parallel, since each waits for its own model. */
    private Map<String, Answer> askAll(List<Entry> here) throws InterruptedException {
        if (here.isEmpty()) return Map.of();
        progress.wait("asking " + here.stream().map(Entry::name).collect(Collectors.joining(", ")) + " …");
        Map<String, Answer> answers = new ConcurrentHashMap<>();
        List<Thread> threads = here.stream()
                .map(entry -> new Thread(() -> ask(entry.name(), answers), "ask-" + entry.name()))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) thread.join();
        progress.clear();
        return answers;
    }

    private void ask(String name, Map<String, Answer> answers) {
        try {
            answers.put(name, report.ask(name));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            answers.put(name, new Answer(false, 0, null, "cannot ask " + name + ": " + FaultText.of(e)));
        }
    }
}
