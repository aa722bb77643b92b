/** Lets a new session continue one that has ended, with its request, plan, roles, finished work and conversations. */
@NullMarked
package orchestrator.resume;

import org.jspecify.annotations.NullMarked;
