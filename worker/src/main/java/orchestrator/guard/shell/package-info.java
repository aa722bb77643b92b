/**
 * Reads shell text as bash does, with every byte accounted for, and walks through everything that it could run. Knows no
 * single program: what a program does is judged by {@link orchestrator.guard.shell.CommandRules}.
 */
@NullMarked
package orchestrator.guard.shell;

import org.jspecify.annotations.NullMarked;
