/** Lets a new session go on from one that has ended: its request, plan, roles, finished work and conversations. */
@NullMarked
package orchestrator.resume;

import org.jspecify.annotations.NullMarked;
