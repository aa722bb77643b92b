package orchestrator.guard.command.call;

import java.util.Optional;
import orchestrator.guard.shell.Word;

/**
 * An option as a program understands it.
 *
 * @param name one letter, or the long name without dashes
 */
public record Option(String name, Optional<Word> value) {}
