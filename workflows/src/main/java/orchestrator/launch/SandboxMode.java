package orchestrator.launch;

import orchestrator.json.WireName;

/** Puts an operating system's sandbox around each launch. */
public enum SandboxMode implements WireName {
    /** Wherever it works; elsewhere a launch runs without one, and an event says why. */
    AUTO,
    /** A launch without it fails. */
    ON,
    OFF
}
