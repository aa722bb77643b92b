package orchestrator.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDecorator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import java.io.IOException;
import orchestrator.text.Text;

/**
 * Replaces lone surrogates when writing, since a value that cannot be sent would be retried for ever.
 */
final class CleanText implements JsonGeneratorDecorator {
    @Override
    public JsonGenerator decorate(JsonFactory factory, JsonGenerator generator) {
        return new Cleaning(generator);
    }

    private static final class Cleaning extends JsonGeneratorDelegate {
        private Cleaning(JsonGenerator generator) {
            super(generator, false);
        }

        @Override
        public void writeString(String text) throws IOException {
            super.writeString(text == null ? null : Text.clean(text));
        }

        @Override
        public void writeFieldName(String name) throws IOException {
            super.writeFieldName(Text.clean(name));
        }
    }
}
