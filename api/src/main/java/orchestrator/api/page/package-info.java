/** The dashboard's files. */
@NullMarked
package orchestrator.api.page;

import org.jspecify.annotations.NullMarked;
