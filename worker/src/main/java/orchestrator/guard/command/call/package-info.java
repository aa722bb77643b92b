/** One command that is being judged: its options, its operands, and what it may do to files or run in turn. */
@NullMarked
package orchestrator.guard.command.call;

import org.jspecify.annotations.NullMarked;
