package orchestrator.guard.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import orchestrator.guard.policy.PolicyFile;
import orchestrator.guard.policy.WrongPolicy;
import orchestrator.guard.record.GuardJournal;
import orchestrator.guard.record.GuardLog;
import orchestrator.guard.server.CallJudge.Judged;
import orchestrator.home.Home;
import orchestrator.identity.LaunchId;
import orchestrator.launch.GuardActivities.CallAnswer;
import orchestrator.launch.GuardActivities.Choice;
import orchestrator.launch.GuardRecord;
import orchestrator.launch.GuardRecord.Kind;
import orchestrator.launcher.HostContext;
import orchestrator.process.LaunchDirectory;

/**
 * Calls that wait for a person. A question is open while the last record about its call is that it was asked: so a later
 * worker finds it again when the hook asks again, and does not ask twice.
 */
public final class Questions {
    /** Less than the time after which the hook's script gives up, and that is less than the agent's own. */
    static final Duration ANSWER_WITHIN = Duration.ofSeconds(570);
    /** Less than the time after which the script takes the guard for down. */
    private static final Duration LET_GO_AFTER = Duration.ofSeconds(45);
    /** The script asks again at once after it was let go. */
    private static final Duration HOOK_IS_GONE_AFTER = Duration.ofSeconds(15);

    private static final int COMMAND_KEPT_MAX = 2_000;
    private static final Set<String> COMMANDS = Set.of("Bash", "run_shell_command");
    private static final String GO_ON =
            " Go on without it, or if you cannot, say so in a line that begins with BLOCKER:";

    private final HostContext host;
    private final Clock clock;
    private final GuardJournal journal;
    private final Runnable onWaiting;
    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();

    /** @param onWaiting called for each new call that waits */
    Questions(HostContext host, Runnable onWaiting) {
        this.host = host;
        this.onWaiting = onWaiting;
        clock = host.clock();
        journal = new GuardJournal(host.events(), clock);
    }

    /** A question whose hook waits, or was let go to ask again. */
    private record Waiting(
            LaunchId launch,
            LaunchDirectory directory,
            GuardRecord record,
            String call,
            CompletableFuture<HookAnswer> hook,
            Instant since) {}

    CompletableFuture<HookAnswer> ask(LaunchId launch, LaunchDirectory directory, Judged judged) {
        String call = CallName.of(judged.call());
        GuardLog log = new GuardLog(directory.path());
        GuardRecord asked;
        synchronized (this) {
            Optional<RunAnswers.Given> given = new RunAnswers(directory.path()).of(call);
            if (given.isPresent())
                return CompletableFuture.completedFuture(
                        answer(given.get(), judged.decision().reason()));
            asked = open(log, call).orElseGet(() -> journal.write(launch, log, question(judged)));
        }
        Waiting one = new Waiting(launch, directory, asked, call, new CompletableFuture<>(), clock.instant());
        Waiting before = waiting.put(launch + "#" + asked.number(), one);
        // The same call a second time at once: both get the one answer.
        if (before != null && !before.hook().isDone())
            one.hook().whenComplete((answer, failure) -> before.hook().complete(answer));
        look(one);
        onWaiting.run();
        return one.hook();
    }

    private GuardLog.Finding question(Judged judged) {
        GuardLog.Finding finding =
                CallDesk.finding(Kind.ASKED, judged, judged.decision().reason());
        return new GuardLog.Finding(
                finding.kind(),
                finding.tool(),
                finding.subject(),
                finding.rule(),
                finding.reason(),
                finding.call(),
                clock.instant().plus(ANSWER_WITHIN),
                null);
    }

    private static Optional<GuardRecord> open(GuardLog log, String call) {
        GuardRecord last = null;
        for (GuardLog.Entry entry : log.entries()) {
            if (entry.call().equals(call)) last = entry.record();
        }
        return Optional.ofNullable(last).filter(record -> record.kind() == Kind.ASKED);
    }

    /** Looks after all that wait; to be called every few hundred milliseconds while any do. */
    void look() {
        waiting.values().forEach(this::look);
    }

    boolean isAnyWaiting() {
        return !waiting.isEmpty();
    }

    private synchronized void look(Waiting one) {
        Duration asked = Duration.between(one.record().at(), clock.instant());
        Duration waits = Duration.between(one.since(), clock.instant());
        Optional<RunAnswers.Given> given = new RunAnswers(one.directory().path()).of(one.call());
        if (given.isPresent()) {
            end(one, answer(given.get(), one.record().reason()));
        } else if (one.directory().isPaused()) {
            close(one, "The session was paused before an answer came; the agent may ask again.");
            end(one, HookAnswer.deny(CallDesk.PAUSED));
        } else if (asked.compareTo(ANSWER_WITHIN) > 0) {
            close(one, "No answer came within the time that the agent waits, so it was denied.");
            end(one, HookAnswer.deny(one.record().reason() + " Nobody answered in time, so it was denied." + GO_ON));
        } else if (waits.compareTo(LET_GO_AFTER.plus(HOOK_IS_GONE_AFTER)) > 0) {
            close(one, "The agent no longer waits for it.");
            end(one, HookAnswer.WAIT);
        } else if (waits.compareTo(LET_GO_AFTER) > 0) {
            one.hook().complete(HookAnswer.WAIT);
        }
    }

    private void end(Waiting one, HookAnswer answer) {
        waiting.remove(one.launch() + "#" + one.record().number(), one);
        one.hook().complete(answer);
    }

    private void close(Waiting one, String how) {
        write(one.launch(), new GuardLog(one.directory().path()), one.record(), one.call(), Kind.ANSWERED, how);
    }

    private void write(LaunchId launch, GuardLog log, GuardRecord asked, String call, Kind kind, String reason) {
        journal.write(
                launch,
                log,
                new GuardLog.Finding(
                        kind, asked.tool(), asked.subject(), asked.rule(), reason, call, null, asked.number()));
    }

    private static HookAnswer answer(RunAnswers.Given given, String reason) {
        return given.choice() == Choice.DENY
                ? HookAnswer.deny(reason + " " + given.by() + " denied it." + GO_ON)
                : HookAnswer.ALLOW;
    }

    /** Keeps a person's answer for the whole run, and gives it to the hook that waits. Repeating it changes nothing. */
    public synchronized String take(CallAnswer answer) {
        LaunchDirectory directory = host.launches().directory(answer.id());
        GuardLog log = new GuardLog(directory.path());
        Optional<GuardLog.Entry> asked = log.entries().stream()
                .filter(entry -> entry.record().number() == answer.number())
                .filter(entry -> entry.record().kind() == Kind.ASKED)
                .findFirst();
        if (asked.isEmpty()) return "The guard has asked no such question.";
        String call = asked.get().call();
        RunAnswers answers = new RunAnswers(directory.path());
        boolean isOpen = open(log, call).isPresent();
        boolean isNew = answers.of(call)
                .filter(given -> given.choice() == answer.choice())
                .isEmpty();
        if (isNew) {
            answers.add(new RunAnswers.Given(call, answer.choice(), answer.by()));
            boolean isNo = answer.choice() == Choice.DENY;
            String how = answer.by() + (isNo ? " denied it." : " allowed it for this run.");
            write(answer.id(), log, asked.get().record(), call, isNo ? Kind.DENIED : Kind.ANSWERED, how);
        }
        look();
        String more = answer.choice() == Choice.ALWAYS ? keep(asked.get().record()) : "";
        return outcome(answer.choice(), isOpen || !isNew) + more;
    }

    private String keep(GuardRecord asked) {
        boolean isWholeCommand = asked.subject().length() < COMMAND_KEPT_MAX && COMMANDS.contains(asked.tool());
        if (!isWholeCommand) return " Only commands can be allowed for good, so this holds for the run.";
        try {
            new PolicyFile(host.home().directory(), Home.userHome(host.environment())).approve(asked.subject());
            return " It is kept in your policy.";
        } catch (WrongPolicy wrong) {
            return " It could not be kept in your policy: " + wrong.getMessage();
        }
    }

    private static String outcome(Choice choice, boolean isInTime) {
        if (choice == Choice.DENY) return "The call is denied, also if the agent makes it again in this run.";
        return isInTime
                ? "The call runs, also if the agent makes it again in this run."
                : "The call had no more time, and was denied. If the agent makes it again in this run, it is allowed.";
    }
}
