package orchestrator.modelserver.story;

import java.util.List;

/** The steps of one answer of the scripted model. */
record Turn(List<Step> steps) {
    Turn {
        steps = List.copyOf(steps);
    }

    static Turn of(Step... steps) {
        return new Turn(List.of(steps));
    }

    boolean needsTools() {
        return steps.stream().anyMatch(Step::needsTool);
    }
}
