package orchestrator.cli.guard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import orchestrator.cli.input.CommandCaller;
import orchestrator.cli.input.HelpOption;
import orchestrator.cli.input.JsonOption;
import orchestrator.cli.live.DisplayText;
import orchestrator.cli.output.ExitCode;
import orchestrator.guard.GuardVerdict;
import orchestrator.guard.Territory;
import orchestrator.guard.policy.CommandPattern;
import orchestrator.guard.policy.CommandPattern.Origin;
import orchestrator.guard.policy.McpRules;
import orchestrator.guard.policy.PolicyInForce;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "policy",
        description = "Show the policy that is in force in a directory: its files, rules for commands, and paths.")
public final class GuardPolicyCommand implements Callable<Integer> {
    private static final Map<GuardVerdict, String> LISTS = Map.of(
            GuardVerdict.ALLOW,
            "allow",
            GuardVerdict.WATCH,
            "watch",
            GuardVerdict.ASK,
            "confirm",
            GuardVerdict.DENY,
            "block");

    private static final Map<Origin, String> ORIGINS =
            Map.of(Origin.BUILT_IN, "built in", Origin.USER, "yours", Origin.PROJECT, "the project's");

    private final CommandCaller caller;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Mixin
    private final GuardOptions options = new GuardOptions();

    @Mixin
    private final JsonOption json = new JsonOption();

    public GuardPolicyCommand(CommandCaller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() {
        PolicyInForce inForce = options.policy(caller);
        Territory territory = options.territory(caller);
        if (json.wanted) JsonOption.print(caller.out(), asJson(inForce, territory));
        else print(inForce, territory, caller.out());
        return ExitCode.DONE;
    }

    private static void print(PolicyInForce inForce, Territory territory, PrintStream out) {
        out.println("From");
        inForce.sources().forEach(source -> out.println("  " + DisplayText.clean(source)));
        inForce.remarks().forEach(remark -> out.println("  ! " + DisplayText.clean(remark)));
        out.println("Commands, besides what the guard knows of programs");
        for (CommandPattern pattern : inForce.policy().patterns()) {
            out.printf(
                    "  %-8s %-34s %s%n",
                    LISTS.get(pattern.verdict()),
                    DisplayText.clean(String.join(" ", pattern.words())),
                    ORIGINS.get(pattern.origin()));
        }
        inForce.policy().approved().stream()
                .sorted()
                .forEach(command -> out.println("  approved " + DisplayText.clean(command)));
        McpRules mcp = inForce.policy().mcp();
        paths(out, "MCP tools allowed", mcp.allow());
        paths(out, "MCP tools that a person is asked about", mcp.confirm());
        paths(out, "MCP tools blocked", mcp.block());
        paths(out, "May be written", territory.writable());
        paths(out, "May be written by the policy", inForce.policy().writable());
        paths(out, "Never written", territory.refused());
        paths(out, "Never written by the policy", inForce.policy().refused());
        paths(out, "Never read", territory.secret());
        paths(out, "Never read by the policy", inForce.policy().secret());
    }

    private static void paths(PrintStream out, String title, List<?> paths) {
        if (paths.isEmpty()) return;
        out.println(title);
        paths.forEach(path -> out.println("  " + DisplayText.clean(path.toString())));
    }

    private static ObjectNode asJson(PolicyInForce inForce, Territory territory) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        inForce.sources().forEach(all.putArray("sources")::add);
        inForce.remarks().forEach(all.putArray("remarks")::add);
        ArrayNode commands = all.putArray("commands");
        for (CommandPattern pattern : inForce.policy().patterns()) {
            commands.addObject()
                    .put("name", pattern.name())
                    .put("verdict", LISTS.get(pattern.verdict()))
                    .put("command", String.join(" ", pattern.words()))
                    .put("reason", pattern.reason())
                    .put(
                            "origin",
                            pattern.origin().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
        inForce.policy().approved().forEach(all.putArray("approved")::add);
        ObjectNode mcp = all.putObject("mcp");
        inForce.policy().mcp().allow().forEach(mcp.putArray("allow")::add);
        inForce.policy().mcp().confirm().forEach(mcp.putArray("confirm")::add);
        inForce.policy().mcp().block().forEach(mcp.putArray("block")::add);
        add(all.putArray("write"), territory.writable(), inForce.policy().writable());
        add(all.putArray("refuse"), territory.refused(), inForce.policy().refused());
        add(all.putArray("secret"), territory.secret(), inForce.policy().secret());
        return all;
    }

    private static void add(ArrayNode to, List<Path> first, List<Path> second) {
        first.forEach(path -> to.add(path.toString()));
        second.forEach(path -> to.add(path.toString()));
    }
}
