/**
 * Which files a run may write, delete and read: {@link orchestrator.guard.place.Territories} finds the places of a launch,
 * {@link orchestrator.guard.place.PlaceRules} decides about a path.
 */
@NullMarked
package orchestrator.guard.place;

import org.jspecify.annotations.NullMarked;
