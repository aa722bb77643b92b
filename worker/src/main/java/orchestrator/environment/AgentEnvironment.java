package orchestrator.environment;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import orchestrator.identity.LaunchId;
import orchestrator.lineage.Proc;

/**
 * The part of the worker's environment that an agent gets: variables for every program, and those that its kind asks
 * for.
 */
public final class AgentEnvironment {
    /** The user and the terminal; they differ between terminals. */
    private static final VariableNames PERSON =
            VariableNames.of("HOME", "USER", "LOGNAME", "SHELL", "LANG", "LC_*", "TZ", "TERM", "TMPDIR", "XDG_*");

    /** Locations of programs and settings of the network. */
    private static final VariableNames MACHINE = VariableNames.of(
            "PATH",
            "LD_LIBRARY_PATH",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR",
            "NODE_EXTRA_CA_CERTS",
            "NODE_USE_SYSTEM_CA",
            "REQUESTS_CA_BUNDLE",
            "CURL_CA_BUNDLE",
            "NIX_*",
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "ALL_PROXY",
            "NO_PROXY",
            "http_proxy",
            "https_proxy",
            "all_proxy",
            "no_proxy",
            "GIT_CONFIG_GLOBAL",
            "GIT_CONFIG_SYSTEM",
            "GIT_CONFIG_NOSYSTEM",
            "GIT_SSL_CAINFO");

    /** Locations of tools that are installed in several versions; scripts on the PATH ask for these. */
    private static final VariableNames TOOLS = VariableNames.of(
            "JAVA_HOME",
            "SDKMAN_*",
            "MAVEN_HOME",
            "M2_HOME",
            "GRADLE_USER_HOME",
            "ANDROID_HOME",
            "ANDROID_SDK_ROOT",
            "NVM_*",
            "FNM_*",
            "VOLTA_*",
            "PNPM_HOME",
            "BUN_INSTALL",
            "DENO_DIR",
            "ASDF_*",
            "MISE_*",
            "PYENV_*",
            "VIRTUAL_ENV",
            "CONDA_*",
            "UV_*",
            "RBENV_*",
            "GEM_HOME",
            "GEM_PATH",
            "CARGO_HOME",
            "RUSTUP_*",
            "GOPATH",
            "GOROOT",
            "GOBIN",
            "DOTNET_ROOT",
            "HOMEBREW_*");

    /** Secrets among the names above, such as {@code UV_PUBLISH_TOKEN}. */
    private static final Pattern SECRET = Pattern.compile("TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL|API_?KEY|AUTH");

    /** Our own variables say where our data and our token are; no agent gets them, even if the user asks for it. */
    private static final VariableNames OURS = VariableNames.of("ORCHESTRATOR_*");

    private AgentEnvironment() {}

    /** Variables that matter to every program and do not differ between terminals. */
    public static VariableNames lasting() {
        return MACHINE.and(TOOLS);
    }

    /** @param inherit names that this kind of agent asks for; a name may end in {@code *} */
    public static Map<String, String> of(
            Map<String, String> ours, Set<String> inherit, Map<String, String> set, LaunchId launch) {
        VariableNames asked = new VariableNames(inherit).and(VariableNames.passed(ours));
        VariableNames common = PERSON.and(MACHINE).and(TOOLS);
        Map<String, String> environment = new TreeMap<>();
        ours.forEach((name, value) -> {
            boolean isCommon = common.has(name) && !SECRET.matcher(name).find();
            if (!OURS.has(name) && (asked.has(name) || isCommon)) environment.put(name, value);
        });
        environment.putAll(set);
        environment.put(Proc.MARKER, launch.marker());
        return environment;
    }
}
