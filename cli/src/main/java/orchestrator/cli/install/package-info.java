/** Putting files of ours into other projects. */
@NullMarked
package orchestrator.cli.install;

import org.jspecify.annotations.NullMarked;
