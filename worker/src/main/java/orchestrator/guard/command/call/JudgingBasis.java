package orchestrator.guard.command.call;

import orchestrator.guard.FileRules;
import orchestrator.guard.FileView;
import orchestrator.guard.Territory;

/** What all commands of a run are judged by. */
public record JudgingBasis(FileRules files, FileView view, Territory territory) {}
