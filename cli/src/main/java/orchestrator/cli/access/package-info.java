/** Commands for access rights: the API's token, trusted directories, signed requests. */
@NullMarked
package orchestrator.cli.access;

import org.jspecify.annotations.NullMarked;
