/** Templates of sessions: YAML files that fill a request, from the data directory or a project. */
@NullMarked
package orchestrator.template;

import org.jspecify.annotations.NullMarked;
