/**
 * Shell text as statements and words, read as bash reads it. Two readers must agree, ours and tree-sitter-bash; what
 * either of them cannot account for is {@link orchestrator.guard.shell.syntax.UnreadableShell}.
 */
@NullMarked
package orchestrator.guard.shell.syntax;

import org.jspecify.annotations.NullMarked;
