/**
 * The workflow of a session: it prepares, plans, keeps the agents at work until the result is reviewed and verified,
 * and carries out the controls of users.
 */
@NullMarked
package orchestrator.orchestration;

import org.jspecify.annotations.NullMarked;
