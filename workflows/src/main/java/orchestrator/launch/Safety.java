package orchestrator.launch;

import org.jspecify.annotations.Nullable;

/** What stands between an agent and the machine. */
public record Safety(SandboxMode sandbox, GuardMode guard) {
    public static final Safety DEFAULT = new Safety(SandboxMode.AUTO, GuardMode.ON);

    public Safety {
        sandbox = sandbox == null ? SandboxMode.AUTO : sandbox;
        guard = guard == null ? GuardMode.ON : guard;
    }

    /** Null stands for the default. */
    public static Safety of(@Nullable SandboxMode sandbox, @Nullable GuardMode guard) {
        return new Safety(sandbox == null ? DEFAULT.sandbox() : sandbox, guard == null ? DEFAULT.guard() : guard);
    }
}
