package orchestrator.guard.command.packages;

import java.util.List;
import java.util.Set;
import orchestrator.guard.GuardDecision;
import orchestrator.guard.command.call.Arguments;
import orchestrator.guard.command.call.Call;
import orchestrator.guard.command.call.OptionTable;
import orchestrator.guard.shell.Word;

/** npm and its like: the project's own packages and scripts are its business, what is global or foreign is asked about. */
final class NodePackages {
    private static final OptionTable TABLE = OptionTable.of(
            "+w:C:F:", "prefix= workspace= registry= userconfig= loglevel= cache= dir= filter= cwd= config=");
    private static final OptionTable REST =
            OptionTable.of("w:", "prefix= workspace= registry= call= package= script-shell= location= global");
    private static final OptionTable NPX =
            OptionTable.of("+p:c:w:", "package= call= workspace= yes no no-install quiet");
    private static final Set<String> KNOWN = Set.of(
            "tsc",
            "jest",
            "eslint",
            "prettier",
            "vitest",
            "playwright",
            "mocha",
            "webpack",
            "vite",
            "ts-node",
            "tsx",
            "nyc",
            "c8",
            "cypress",
            "stylelint",
            "rollup",
            "esbuild",
            "turbo",
            "nx",
            "next",
            "ng",
            "vue-tsc",
            "svelte-check",
            "prisma",
            "husky",
            "lint-staged",
            "tailwindcss",
            "babel",
            "depcheck",
            "madge",
            "typedoc",
            "http-server",
            "serve",
            "nodemon",
            "knip",
            "astro",
            "storybook",
            "markdownlint",
            "markdownlint-cli",
            "markdownlint-cli2",
            "cspell",
            "tsup",
            "swc",
            "ava",
            "tap",
            "karma",
            "biome",
            "oxlint",
            "drizzle-kit",
            "npm-check-updates",
            "ncu",
            "create-react-app",
            "create-next-app",
            "create-vite",
            "commitlint",
            "typescript",
            "@biomejs/biome",
            "shadcn");

    private static final String INSTALLING =
            "install|i|add|update|upgrade|up|remove|uninstall|rm|un|ci|rebuild|dedupe|prune";
    private static final String ACCOUNT =
            "token|login|adduser|logout|owner|access|team|org|profile|hook|star|unpublish|deprecate|dist-tag";

    private NodePackages() {}

    static GuardDecision judge(Call call) {
        Arguments global = call.read(TABLE);
        Call there = global.value("prefix", "C", "dir", "cwd").map(call::in).orElse(call);
        List<Word> rest = global.operandsFrom(1);
        boolean isGlobal =
                call.words().stream().anyMatch(word -> word.shown().matches("-g|--global|--location=global"));
        String action = global.operand(0);
        return shell(call).or(action(call, there, action, rest, isGlobal));
    }

    private static GuardDecision action(Call call, Call there, String action, List<Word> rest, boolean isGlobal) {
        Arguments arguments = REST.read(rest);
        if (action.equals("global") || action.equals("link") || action.matches(INSTALLING) && isGlobal)
            return GuardDecision.ask("install", "This changes programs for the whole machine, not just this project.");
        if (action.matches(INSTALLING)) return install(call, there, arguments);
        if (action.matches("exec|x|dlx")) return packaged(there, NPX.read(rest));
        if (action.matches("config|set|c")) return config(arguments);
        if (action.matches("create|init") && !arguments.operands().isEmpty())
            return GuardDecision.ask("foreign-package", "A package from the network would run here.");
        if (action.matches(ACCOUNT)) return GuardDecision.ask("publish", "This changes the user's packages or access.");
        return GuardDecision.ALLOWED;
    }

    private static GuardDecision shell(Call call) {
        return call.words().stream().anyMatch(word -> word.prefix().startsWith("--script-shell"))
                ? GuardDecision.ask("unknown-script", "Scripts would run by another shell.")
                : GuardDecision.ALLOWED;
    }

    private static GuardDecision install(Call call, Call there, Arguments arguments) {
        GuardDecision place = there == call ? GuardDecision.ALLOWED : there.write(Word.of("node_modules"));
        boolean isForeign = arguments.operands().stream()
                .anyMatch(word -> word.prefix().matches("(?s)(https?:|git\\+|git:|file:/|/).*"));
        return isForeign
                ? place.or(GuardDecision.ask(
                        "foreign-package", "A package that does not come from the registry would run its scripts."))
                : place;
    }

    private static GuardDecision config(Arguments arguments) {
        return arguments.operand(0).matches("get|list|ls|")
                        || arguments.operands().isEmpty()
                ? GuardDecision.ALLOWED
                : GuardDecision.ask("preferences", "This changes the user's settings of npm.");
    }

    static GuardDecision npx(Call call) {
        return packaged(call, call.read(NPX));
    }

    private static GuardDecision packaged(Call call, Arguments arguments) {
        GuardDecision texts = call.scripts(arguments.values("c", "call"));
        if (arguments.operands().isEmpty() && !arguments.has("p", "package")) return texts;
        if (arguments.has("no", "no-install") || arguments.has("version")) return texts;
        String name = arguments.operand(0).replaceAll("(?<=.)@[^/]*$", "");
        boolean isInstalled = !name.isEmpty()
                && call.paths()
                        .path(Word.of("node_modules/" + name))
                        .filter(path -> call.around().view().isDirectory(path)
                                || call.around()
                                        .view()
                                        .text(path.resolveSibling(".bin/" + name), 5_000_000)
                                        .isPresent())
                        .isPresent();
        if (isInstalled && !arguments.has("p", "package")) return texts;
        if (KNOWN.contains(name) && !arguments.has("p", "package"))
            return texts.or(GuardDecision.watch(
                    "foreign-package", name + " is fetched from the network if it is not installed."));
        return texts.or(GuardDecision.ask(
                "foreign-package", "A package from the network would run here. Add it to the project instead."));
    }
}
