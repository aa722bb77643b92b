/** Simulated sessions: agents, launches, checkouts and people as small seeded machines, and what must hold of them. */
@NullMarked
package orchestrator.simulation.session;

import org.jspecify.annotations.NullMarked;
