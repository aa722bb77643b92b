/** Steps of the build. */
@NullMarked
package orchestrator.cli.build;

import org.jspecify.annotations.NullMarked;
