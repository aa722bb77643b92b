package orchestrator.guard.server;

import orchestrator.event.ToolCall;
import orchestrator.event.ToolKind;
import orchestrator.json.Json;
import orchestrator.text.Sha256;

/** A name for a call that is the same each time it is made: of a command its text, else tool and input. */
final class CallName {
    private static final int HEX_CHARACTERS = 32;

    private CallName() {}

    static String of(ToolCall call) {
        boolean isCommand = call.kind() == ToolKind.SHELL && !call.command().isEmpty();
        String text = isCommand ? "shell\n" + call.command() : call.name() + "\n" + Json.write(call.input());
        return Sha256.hex(text).substring(0, HEX_CHARACTERS);
    }
}
