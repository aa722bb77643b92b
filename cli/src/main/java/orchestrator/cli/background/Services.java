package orchestrator.cli.background;

import java.util.List;
import orchestrator.home.Home;

/** All services that {@code up} may start, in the order of stopping them. */
public final class Services {
    private Services() {}

    public static List<Service> all(Home home) {
        return List.of(Service.worker(home), Service.api(home), Service.temporal(home));
    }
}
