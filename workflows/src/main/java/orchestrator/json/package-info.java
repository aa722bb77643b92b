/**
 * The one way in which every part of the program reads and writes JSON.
 */
@NullMarked
package orchestrator.json;

import org.jspecify.annotations.NullMarked;
