/** Runs git with fixed settings in a given directory, parses its output, and explains its errors. */
@NullMarked
package orchestrator.git;

import org.jspecify.annotations.NullMarked;
