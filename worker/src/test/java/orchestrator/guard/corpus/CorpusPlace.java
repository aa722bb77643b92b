package orchestrator.guard.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import orchestrator.guard.FileView;
import orchestrator.guard.Guard;
import orchestrator.guard.Territory;
import orchestrator.guard.place.LaunchPlace;
import orchestrator.guard.place.RealFiles;
import orchestrator.guard.place.Territories;
import orchestrator.guard.policy.Policies;
import orchestrator.guard.policy.Policy;
import orchestrator.guard.tool.Guards;

/** A workspace with ordinary files, and with scripts and links that do harm, which the commands of the corpus name. */
record CorpusPlace(Path data, Path home, Path workspace, LaunchPlace launch) {
    private static final String HARM = "rm -rf ~\n";

    static CorpusPlace in(Path machine) throws IOException {
        Path home = Files.createDirectories(machine.resolve("home"));
        Path data = Files.createDirectories(home.resolve(".orchestrator"));
        Path checkouts = home.resolve("orchestrator-checkouts/s9");
        Path workspace = Files.createDirectories(checkouts.resolve("trees/claude"));
        LaunchPlace launch = new LaunchPlace(
                data, "s9", "claude-1", checkouts, workspace, workspace, false, false, Map.of("HOME", home.toString()));
        CorpusPlace place = new CorpusPlace(data, home, workspace, launch);
        place.fill();
        return place;
    }

    private void fill() throws IOException {
        for (String directory : new String[] {"src", "tests", "scripts", "build", ".git/hooks"})
            Files.createDirectories(workspace.resolve(directory));
        write("README.md", "# Read me\n");
        write("src/app.py", "print('hello')\n");
        write("Makefile", "all:\n\techo all\n");
        write("package.json", "{\"name\": \"app\", \"scripts\": {\"test\": \"jest\", \"evil\": \"rm -rf ~\"}}\n");
        write(".git/config", "[core]\n");
        for (String script : new String[] {"build.sh", "ok.sh", "scripts/run"})
            write(script, "#!/bin/sh\nset -e\necho \"$@\"\nmkdir -p out && cp README.md out/\n");
        write("evil.sh", "#!/bin/sh\n" + HARM);
        write("evil.py", "import shutil, os\nshutil.rmtree(os.path.expanduser('~'))\n");
        write("evil.js", "require('child_process').execSync('rm -rf ~')\n");
        write("evil.pl", "system('rm -rf ~');\n");
        write("evil.rb", "system('rm -rf ~')\n");
        write("evil.awk", "BEGIN { system(\"rm -rf ~\") }\n");
        write("evil.sed", "1e rm -rf ~\n");
        write("evil.mk", "all:\n\trm -rf ~\n");
        write("evil.cmake", "file(REMOVE_RECURSE /etc)\n");
        Files.createSymbolicLink(workspace.resolve("outside"), Path.of("/etc"));
        Files.createSymbolicLink(workspace.resolve("link2etc"), Path.of("/etc"));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(workspace.resolve(name), text);
    }

    /** The guard of an agent in the workspace, by the built-in policy. */
    Guard guard() {
        FileView files = new RealFiles();
        Territory territory = Territories.of(launch, files);
        Policy policy = new Policies(data, home).of(workspace).policy();
        return Guards.of(territory, policy, files, false, false);
    }

    String command(String line) {
        return line.replace("@WORKSPACE@", workspace.toString())
                .replace("@SCRATCH@", launch.scratch().toString())
                .replace("@DATA@", data.toString());
    }
}
