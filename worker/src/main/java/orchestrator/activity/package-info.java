/** Carries out the activities that workflows ask of this host: sessions, runs and checkouts. */
@NullMarked
package orchestrator.activity;

import org.jspecify.annotations.NullMarked;
