package orchestrator.guard.command.packages;

import java.util.HashMap;
import java.util.Map;
import orchestrator.guard.command.call.ProgramRule;

/** The rules of package managers and build tools, by name. */
public final class PackageCommands {
    private PackageCommands() {}

    public static Map<String, ProgramRule> all() {
        Map<String, ProgramRule> all = new HashMap<>();
        for (String name : new String[] {"npm", "pnpm", "yarn", "bun"}) all.put(name, NodePackages::judge);
        for (String name : new String[] {"npx", "bunx", "pnpx"}) all.put(name, NodePackages::npx);
        for (String name : new String[] {"pip", "pip3", "pip2"}) all.put(name, PythonPackages::pip);
        for (String name : new String[] {"poetry", "pipenv", "hatch", "pdm", "rye", "conda", "mamba", "micromamba"})
            all.put(name, PythonPackages::environment);
        all.put("uv", PythonPackages::uv);
        all.put("uvx", PythonPackages::uvx);
        all.put("pipx", PythonPackages::pipx);
        for (String name : new String[] {"make", "gmake"}) all.put(name, Make::judge);
        for (String name : new String[] {"mvn", "mvnw", "gradle", "gradlew"}) all.put(name, BuildTools::java);
        all.put("cargo", BuildTools::cargo);
        all.put("go", BuildTools::go);
        all.put("cmake", BuildTools::cmake);
        for (String name : new String[] {"bundle", "bundler"}) all.put(name, BuildTools::bundle);
        all.put("composer", BuildTools::composer);
        for (String name : new String[] {"mise", "asdf", "direnv", "rtx", "nvm", "devbox"})
            all.put(name, BuildTools::versions);
        return all;
    }
}
