/** What a task of auto-fix does on its host: it runs tests, judges a repair, applies it and takes it back. */
@NullMarked
package orchestrator.repair;

import org.jspecify.annotations.NullMarked;
