package orchestrator.cli.json;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import orchestrator.text.VisibleText;
import org.jspecify.annotations.Nullable;

/** JSON's own escapes for the characters that {@link VisibleText} shows as such; a reader gets the same text. */
final class HiddenCharacters extends CharacterEscapes {
    private static final long serialVersionUID = 1;

    @Override
    public int[] getEscapeCodesForAscii() {
        int[] codes = standardAsciiEscapesForJSON();
        codes[0x7f] = ESCAPE_STANDARD;
        return codes;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int c) {
        return VisibleText.isHidden((char) c) ? new SerializedString(String.format("\\u%04x", c)) : null;
    }
}
