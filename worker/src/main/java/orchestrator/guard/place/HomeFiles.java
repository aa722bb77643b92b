package orchestrator.guard.place;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Files of the user's home, or where variables name them, that agents may not read or write. */
final class HomeFiles {
    private static final List<String> CREDENTIALS = List.of(
            ".ssh",
            ".gnupg",
            ".aws/credentials",
            ".aws/sso",
            ".aws/cli",
            ".azure",
            ".config/gcloud",
            ".kube/config",
            ".docker/config.json",
            ".netrc",
            "_netrc",
            ".npmrc",
            ".yarnrc.yml",
            ".pypirc",
            ".git-credentials",
            ".config/git/credentials",
            ".config/gh",
            ".config/hub",
            ".config/glab-cli",
            ".cargo/credentials",
            ".cargo/credentials.toml",
            ".gem/credentials",
            ".m2/settings-security.xml",
            ".terraform.d/credentials.tfrc.json",
            ".vault-token",
            ".pgpass",
            ".my.cnf",
            ".config/rclone",
            ".config/op",
            ".password-store",
            ".local/share/keyrings",
            ".local/share/copilot",
            ".local/share/opencode/auth.json",
            ".mozilla",
            ".thunderbird",
            ".config/google-chrome",
            ".config/chromium",
            ".config/BraveSoftware",
            ".config/microsoft-edge",
            "snap/firefox",
            "Library/Keychains",
            "Library/Application Support/Google/Chrome",
            "Library/Application Support/Firefox",
            ".bash_history",
            ".zsh_history",
            ".python_history",
            ".node_repl_history");

    /** What runs later, when the user logs in or types a command. */
    private static final List<String> STARTED_LATER = List.of(
            ".bashrc",
            ".bash_profile",
            ".bash_login",
            ".bash_logout",
            ".bash_aliases",
            ".profile",
            ".zshrc",
            ".zshenv",
            ".zprofile",
            ".zlogin",
            ".config/fish",
            ".config/systemd",
            ".config/autostart",
            ".config/environment.d",
            ".config/git",
            ".gitconfig",
            ".local/bin",
            "bin",
            "Library/LaunchAgents");

    private final Path home;
    private final Map<String, String> environment;

    HomeFiles(Path home, Map<String, String> environment) {
        this.home = home;
        this.environment = environment;
    }

    List<Path> credentials() {
        List<Path> all = in(CREDENTIALS);
        all.addAll(named("AWS_SHARED_CREDENTIALS_FILE", ""));
        all.addAll(named("GOOGLE_APPLICATION_CREDENTIALS", ""));
        all.addAll(named("CLOUDSDK_CONFIG", ""));
        all.addAll(named("AZURE_CONFIG_DIR", ""));
        all.addAll(named("KUBECONFIG", ""));
        all.addAll(named("DOCKER_CONFIG", "config.json"));
        all.addAll(named("GH_CONFIG_DIR", ""));
        all.addAll(named("GNUPGHOME", ""));
        all.addAll(named("NETRC", ""));
        all.addAll(named("NPM_CONFIG_USERCONFIG", ""));
        all.addAll(named("CARGO_HOME", "credentials.toml"));
        all.addAll(named("SSH_AUTH_SOCK", ""));
        for (String directory : List.of("gh", "gcloud", "rclone", "google-chrome", "chromium", "git/credentials"))
            all.addAll(named("XDG_CONFIG_HOME", directory));
        all.addAll(logins());
        all.addAll(List.of(Path.of("/etc/shadow"), Path.of("/etc/gshadow")));
        return all;
    }

    /** Log-ins of the agents' programs. */
    private List<Path> logins() {
        List<Path> all = in(List.of(".claude.json"));
        for (Path claude : either(".claude", "CLAUDE_CONFIG_DIR"))
            all.addAll(List.of(claude.resolve(".credentials.json"), claude.resolve(".claude.json")));
        for (Path codex : either(".codex", "CODEX_HOME")) all.add(codex.resolve("auth.json"));
        for (Path gemini : geminiHomes()) {
            for (String file : List.of("oauth_creds.json", "google_accounts.json", "mcp-oauth-tokens.json", ".env"))
                all.add(gemini.resolve(file));
        }
        return all;
    }

    /** Config homes of the agents' programs, with settings that decide if we are asked. */
    List<Path> agentHomes() {
        List<Path> all = in(List.of(".claude.json", ".config/opencode", ".qwen", ".copilot", ".config/amp"));
        all.addAll(either(".claude", "CLAUDE_CONFIG_DIR"));
        all.addAll(either(".codex", "CODEX_HOME"));
        all.addAll(geminiHomes());
        return all;
    }

    /** Claude Code tells the model to write its plan there, as text that nothing obeys. */
    List<Path> plans() {
        return either(".claude", "CLAUDE_CONFIG_DIR").stream()
                .map(claude -> claude.resolve("plans"))
                .toList();
    }

    List<Path> startedLater() {
        List<Path> all = in(STARTED_LATER);
        for (String directory : List.of("systemd", "autostart", "fish", "git"))
            all.addAll(named("XDG_CONFIG_HOME", directory));
        all.addAll(named("GIT_CONFIG_GLOBAL", ""));
        return all;
    }

    private List<Path> geminiHomes() {
        List<Path> all = in(List.of(".gemini"));
        all.addAll(named("GEMINI_CLI_HOME", ".gemini"));
        return all;
    }

    /** The usual one too: a process that drops the variable uses it. */
    private List<Path> either(String usual, String variable) {
        List<Path> all = in(List.of(usual));
        all.addAll(named(variable, ""));
        return all;
    }

    private List<Path> in(List<String> names) {
        List<Path> all = new ArrayList<>();
        names.forEach(name -> all.add(home.resolve(name)));
        return all;
    }

    /** Files in the directory, or each of the files, that the variable names. A relative one depends on where it is read. */
    private List<Path> named(String variable, String file) {
        List<Path> all = new ArrayList<>();
        Arrays.stream(environment.getOrDefault(variable, "").split(":"))
                .filter(name -> name.startsWith("/") && name.length() > 1)
                .forEach(name -> add(all, name, file));
        return all;
    }

    private static void add(List<Path> all, String name, String file) {
        try {
            all.add(file.isEmpty() ? Path.of(name) : Path.of(name).resolve(file));
        } catch (InvalidPathException impossible) {
            // No file can have that name.
        }
    }
}
