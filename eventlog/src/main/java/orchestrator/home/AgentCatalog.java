package orchestrator.home;

import java.nio.file.Path;
import java.util.Set;

/**
 * Knows which agents there are, installed or not. The worker's code provides it to other programs of the installation, as
 * a service: they do not depend on that code, and do without the answer where it is missing.
 */
public interface AgentCatalog {

    /** The names that sessions in this directory can use. */
    Set<String> names(Home home, Path target);
}
