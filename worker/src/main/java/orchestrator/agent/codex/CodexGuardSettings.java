package orchestrator.agent.codex;

import java.util.List;
import orchestrator.agent.GuardHook;
import orchestrator.agent.LaunchSpec;
import orchestrator.json.Json;

/**
 * Arguments for one launch: the guard's hook before every tool, also those that the scripts of code mode call, and what
 * would get around it switched off.
 */
final class CodexGuardSettings {
    private CodexGuardSettings() {}

    static List<String> of(LaunchSpec spec, GuardHook guard) {
        String hook = "{type=\"command\",command=" + text(guard.line()) + ",timeout=" + GuardHook.TIMEOUT_SECONDS + "}";
        return List.of(
                "-c",
                "hooks.PreToolUse=[{matcher=\".*\",hooks=[" + hook + "]}]",
                // A hook that nobody has reviewed is not run. This flag is for all hooks, so the checkout's must go:
                "--dangerously-bypass-hook-trust",
                "-c",
                "projects={" + text(spec.workspace().toString()) + "={trust_level=\"untrusted\"}}",
                "-c",
                "features.hooks=true",
                // Else a command may be a shell on a terminal, and what is typed into it reaches no hook.
                "-c",
                "features.unified_exec_tty=false");
    }

    /** A string of JSON is one of TOML too. */
    private static String text(String value) {
        return Json.write(value);
    }
}
