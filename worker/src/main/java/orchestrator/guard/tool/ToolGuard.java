package orchestrator.guard.tool;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import orchestrator.event.ToolCall;
import orchestrator.guard.FileRules;
import orchestrator.guard.FileView;
import orchestrator.guard.Guard;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.GuardVerdict;
import orchestrator.guard.Territory;
import orchestrator.guard.patch.PatchRules;
import orchestrator.guard.policy.Policy;

/** Judges calls of every tool of an agent. */
final class ToolGuard implements Guard {
    private static final Set<String> SEARCHES_TEXT = Set.of("Grep", "grep_search", "search_file_content", "grep_files");
    private static final Set<String> PATCHES = Set.of("apply_patch");
    private static final Set<String> LEAVES_PLAN = Set.of("ExitPlanMode", "exit_plan_mode", "enter_plan_mode");

    private final Territory territory;
    private final Policy policy;
    private final FileView view;
    private final FileRules files;
    private final CommandJudge shell;
    private final boolean isReadOnly;
    private final PathCalls paths;
    private final McpCalls mcp;

    /** @param shell judges commands by the same rules for files */
    ToolGuard(
            Territory territory,
            Policy policy,
            FileView view,
            FileRules files,
            CommandJudge shell,
            boolean isReadOnly) {
        this.territory = territory;
        this.policy = policy;
        this.view = view;
        this.files = files;
        this.shell = shell;
        this.isReadOnly = isReadOnly;
        this.paths = new PathCalls(files, territory.home());
        this.mcp = new McpCalls(policy.mcp(), paths, shell, view, isReadOnly);
    }

    @Override
    public GuardDecision decide(ToolCall call) {
        return decide(call, territory.workspace());
    }

    @Override
    public GuardDecision decide(ToolCall call, Path directory) {
        try {
            return judge(
                    call,
                    directory.isAbsolute() ? directory : territory.workspace().resolve(directory));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError failure) {
            // Whatever a text has made of the rules, it must not run because of that.
            return GuardDecision.deny(
                    "guard-failed", "the guard could not judge this call (" + failure + "). Write it more simply.");
        }
    }

    private GuardDecision judge(ToolCall call, Path directory) {
        return switch (call.kind()) {
            case SHELL -> command(call.command(), start(call, directory));
            case READ -> paths.read(call.paths(), directory);
            case SEARCH -> search(call, directory);
            case WRITE, EDIT -> change(call, directory);
            case FETCH -> fetch(call);
            case MCP -> mcp.judge(call, directory);
            case SUBAGENT -> GuardDecision.ALLOWED;
            case PLAN -> plan(call);
            case OTHER -> other(call, directory);
        };
    }

    /** Some programs let the model name the directory of a command. */
    private Path start(ToolCall call, Path directory) {
        for (String field : List.of("workdir", "dir_path", "directory", "cwd")) {
            String named = call.input().path(field).asText();
            if (!named.isEmpty()) return directory.resolve(named);
        }
        return directory;
    }

    private GuardDecision command(String text, Path directory) {
        if (text.isBlank()) return GuardDecision.deny("empty-command", "there is no command in this call.");
        GuardDecision decision = shell.judge(text, directory).or(FetchRules.inCommand(text));
        boolean isApproved =
                decision.verdict() == GuardVerdict.ASK && policy.approved().contains(text.strip());
        return isApproved ? GuardDecision.watch("approved", "a person has allowed this command for good.") : decision;
    }

    /** A search through everything would show what may not be read. */
    private GuardDecision search(ToolCall call, Path directory) {
        GuardDecision decision = paths.read(call.paths(), directory);
        if (!SEARCHES_TEXT.contains(call.name())) return decision;
        for (String path : call.paths()) {
            for (Path meant : paths.meanings(path, directory)) decision = decision.or(searchBelow(view.real(meant)));
        }
        return decision;
    }

    private GuardDecision searchBelow(Path top) {
        if (top.startsWith(territory.workspace())) return GuardDecision.ALLOWED;
        return territory.secret().stream()
                .filter(secret -> secret.startsWith(top))
                .findFirst()
                .map(secret -> GuardDecision.deny(
                        "read-secret",
                        top + " contains " + secret + ", which agents may not read. Search further down."))
                .orElse(GuardDecision.ALLOWED);
    }

    private GuardDecision change(ToolCall call, Path directory) {
        if (PATCHES.contains(call.name())) return patch(call.input(), directory);
        if (call.paths().isEmpty())
            return GuardDecision.deny("no-path", "this call names no file that it would write.");
        return paths.write(call.paths(), directory);
    }

    private GuardDecision patch(JsonNode input, Path directory) {
        for (String field : List.of("command", "input", "patch")) {
            JsonNode text = input.path(field);
            if (text.isArray()) text = text.path(text.size() - 1);
            if (text.isTextual()) return PatchRules.judge(text.asText(), directory, files);
        }
        return GuardDecision.deny("patch", "there is no patch in this call.");
    }

    private GuardDecision fetch(ToolCall call) {
        String url = call.input().path("url").asText();
        String whole = url.isEmpty() || url.contains(":/") ? url : "http://" + url;
        return FetchRules.judge(whole)
                .or(FetchRules.judge(call.input().path("prompt").asText()));
    }

    private GuardDecision plan(ToolCall call) {
        if (!isReadOnly || !LEAVES_PLAN.contains(call.name())) return GuardDecision.ALLOWED;
        return GuardDecision.deny("read-only", "this run only reads and answers. Give your answer.");
    }

    private GuardDecision other(ToolCall call, Path directory) {
        String refusal = KnownTools.refusal(call.name());
        if (!refusal.isEmpty())
            return GuardDecision.deny("refused-tool", call.name() + " is refused: " + refusal + ".");
        String question = KnownTools.question(call.name());
        if (!question.isEmpty()) return GuardDecision.ask("asked-tool", call.name() + ": " + question + ".");
        if (call.name().equals("write_stdin"))
            return typed(call.input().path("chars").asText(), directory);
        if (call.name().equals("EnterWorktree")) return paths.write(call.paths(), directory);
        if (KnownTools.isHarmless(call.name())) return paths.read(call.paths(), directory);
        String name = call.name().isEmpty() ? "a tool without a name" : "the tool " + call.name();
        return GuardDecision.deny(
                "unknown-tool", "the guard does not know " + name + ", so it fails closed. Use another tool.");
    }

    /** Into a running program, which may be a shell. Control characters, such as Ctrl-C, do no more than end it. */
    private GuardDecision typed(String characters, Path directory) {
        String text = characters.replaceAll("\\p{Cntrl}", " ").strip();
        if (text.isEmpty()) return GuardDecision.ALLOWED;
        GuardDecision asShell = shell.judge(characters.strip(), directory);
        boolean isShort = text.matches("[A-Za-z0-9]{0,16}");
        return isShort
                ? GuardDecision.ALLOWED.or(asShell)
                : asShell.or(GuardDecision.watch("typed", "typed into a program that runs."));
    }
}
