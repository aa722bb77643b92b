package orchestrator.activity;

import orchestrator.autofix.EscalationActivities;
import orchestrator.launcher.HostContext;
import orchestrator.notify.Deliveries;

/** Delivers escalations from this host, which has the secrets for it. */
public final class EscalationActivitiesOnHost implements EscalationActivities {
    private final Deliveries deliveries;

    public EscalationActivitiesOnHost(HostContext host) {
        deliveries = new Deliveries(host.home(), host.artifacts(), host.environment(), host.clock());
    }

    @Override
    public String deliver(Delivery delivery) {
        return deliveries.deliver(delivery);
    }
}
