/** Text that every file, database and wire takes. */
@NullMarked
package orchestrator.text;

import org.jspecify.annotations.NullMarked;
