/** Runs git: the program with fixed settings, a directory to run it in, what its errors mean, and the formats of its output. */
@NullMarked
package orchestrator.git;

import org.jspecify.annotations.NullMarked;
