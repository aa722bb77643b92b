/** Finds the files of a project that count, and reads what tells one content from another. */
@NullMarked
package orchestrator.watch.tree;

import org.jspecify.annotations.NullMarked;
