/** The demo of auto-fix, and the scratch projects of all demos. */
@NullMarked
package orchestrator.cli.demo;

import org.jspecify.annotations.NullMarked;
