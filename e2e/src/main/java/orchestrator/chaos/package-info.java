/** The kill test: kills what runs at random, and then compares line by line what was printed with what is known. */
@NullMarked
package orchestrator.chaos;

import org.jspecify.annotations.NullMarked;
