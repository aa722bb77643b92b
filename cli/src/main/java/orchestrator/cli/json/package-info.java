/** JSON without the object mapper, whose start takes a short command longer than everything else that it does. */
@NullMarked
package orchestrator.cli.json;

import org.jspecify.annotations.NullMarked;
