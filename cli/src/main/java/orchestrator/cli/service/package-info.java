/** Commands for the background processes: up, down, serve, and worker or API in the foreground. */
@NullMarked
package orchestrator.cli.service;

import org.jspecify.annotations.NullMarked;
