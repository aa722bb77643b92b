package orchestrator.guard.command.network;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.command.call.Arguments;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.command.call.OptionTable;
import orchestrator.guard.shell.Word;

/** gh: reading is free; what others would see is asked about. */
final class Github {
    private static final OptionTable TABLE = OptionTable.of(
            "R:X:H:f:F:q:t:b:L:",
            "repo= method= header= field= raw-field= jq= template= title= body= limit= input= hostname= output= dir=");

    private Github() {}

    static GuardDecision judge(Call call) {
        Arguments arguments = call.read(TABLE);
        String group = arguments.operand(0);
        String action = arguments.operand(1);
        if (arguments.operands().isEmpty() || group.matches("help|version|status|search|browse|completion"))
            return GuardDecision.ALLOWED;
        if (group.equals("api")) return api(arguments);
        if (group.equals("auth")) return auth(action, call);
        if (action.matches("(?i)view|list|status|diff|checks|ls|watch|checkout|download|get|verify"))
            return call.writeAll(arguments.values("dir"));
        if (group.equals("repo") && action.equals("clone")) return call.writeAll(arguments.operandsFrom(3));
        if (action.matches("delete|archive|transfer|rename|edit|set|remove"))
            return GuardDecision.ask(
                    "github", "gh " + group + " " + action + " changes or deletes what others use, perhaps for good.");
        if (group.matches("alias|extension|config|ssh-key|gpg-key|secret|variable|codespace"))
            return GuardDecision.ask("github", "gh " + group + " changes the user's settings or rights.");
        return GuardDecision.ask(
                "github", "gh " + group + " " + action + " is seen by others. A person decides about it.");
    }

    private static GuardDecision auth(String action, Call call) {
        boolean shows = call.words().stream().anyMatch(word -> word.prefix().matches("-t|--show-token"));
        if (action.equals("status") && !shows) return GuardDecision.ALLOWED;
        return GuardDecision.deny("credentials", "Agents may not read or change the user's access to GitHub.");
    }

    private static GuardDecision api(Arguments arguments) {
        List<Word> methods = arguments.values("X", "method");
        String method =
                methods.stream().map(Word::shown).collect(Collectors.joining()).toUpperCase(Locale.ROOT);
        boolean sends = arguments.has("f", "F", "field", "raw-field", "input");
        boolean reads = method.equals("GET") || method.equals("HEAD") || method.isEmpty() && !sends;
        if (reads) return GuardDecision.ALLOWED;
        if (arguments.operand(1).equals("graphql")
                && arguments.values("f", "F", "field", "raw-field").stream()
                        .noneMatch(word -> word.shown().contains("mutation") || word.hasUnknown()))
            return GuardDecision.ALLOWED;
        return GuardDecision.ask("github", "gh api changes or deletes what others use.");
    }
}
