package orchestrator.temporal;

import orchestrator.home.Fingerprint;
import orchestrator.home.TemporalTarget;

/** The worker cannot run with its configuration; the message says why and what to type. */
public final class CannotServe extends RuntimeException {
    private static final long serialVersionUID = 1;

    private CannotServe(String why) {
        super(why);
    }

    /** Throws if the namespace is missing, or if it serves another data directory. */
    public static void refuse(TemporalProbe look, TemporalTarget target, Fingerprint ours) {
        if (!look.hasNamespace()) throw new CannotServe(noNamespace(target));
        look.otherWorker(ours).ifPresent(other -> {
            throw new CannotServe(isServed(target, other));
        });
    }

    /** The problem and its remedies, one per line. */
    public static String noNamespace(TemporalTarget target) {
        return "the Temporal at " + target.address() + " has no namespace `" + target.namespace() + "`, which "
                + TemporalTarget.NAMESPACE + " names.\n"
                + "  Create it:          temporal operator namespace create --address " + target.address()
                + " --namespace " + target.namespace() + "\n"
                + "  Or use default: unset " + TemporalTarget.NAMESPACE + ", then orchestrate down and up";
    }

    private static String isServed(TemporalTarget target, String other) {
        return "another data directory is served in namespace `" + target.namespace() + "` of the Temporal at "
                + target.address() + " (by worker " + other + "). Two workers would take each other's sessions.\n"
                + "  Use a Temporal of its own:   unset TEMPORAL_ADDRESS, then orchestrate down, and"
                + " ORCHESTRATOR_TEMPORAL_PORT=7333 orchestrate up --port 8100\n"
                + "  Or another namespace there:  TEMPORAL_NAMESPACE=other orchestrate up";
    }
}
