package orchestrator.guard.command.call;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orchestrator.guard.shell.Word;

/** The options of a program, as getopt_long reads them: anywhere, combined, abbreviated, with values attached or apart. */
public final class OptionTable {
    private enum Value {
        NONE,
        REQUIRED,
        ATTACHED
    }

    private final Map<Character, Value> letters = new HashMap<>();
    private final Map<String, Value> names = new HashMap<>();
    private final boolean stopsAtOperand;

    private OptionTable(String shorts, String longs) {
        stopsAtOperand = shorts.startsWith("+");
        String spec = shorts.replace("+", "");
        for (int i = 0; i < spec.length(); i++) {
            char next = i + 1 < spec.length() ? spec.charAt(i + 1) : ' ';
            letters.put(spec.charAt(i), kind(next));
            if (next == ':' || next == '?') i++;
        }
        for (String name : longs.split(" ")) {
            if (name.isEmpty()) continue;
            char last = name.charAt(name.length() - 1);
            Value kind = kind(last == '=' ? ':' : last);
            names.put(kind == Value.NONE ? name : name.substring(0, name.length() - 1), kind);
        }
    }

    private static Value kind(char mark) {
        return mark == ':' ? Value.REQUIRED : mark == '?' ? Value.ATTACHED : Value.NONE;
    }

    /**
     * @param shorts letters; {@code :} after one that takes a value, {@code ?} if it must be attached; a leading
     *     {@code +} if options end at the first operand. Other letters are options without a value
     * @param longs names, separated by spaces; {@code =} after one that takes a value, {@code ?} if it must be attached
     */
    public static OptionTable of(String shorts, String longs) {
        return new OptionTable(shorts, longs);
    }

    public Arguments read(List<Word> words) {
        Reading reading = new Reading(words);
        while (reading.at < words.size()) {
            Word word = words.get(reading.at++);
            String prefix = word.prefix();
            if (prefix.equals("--") && word.literal().isPresent()) {
                reading.operands.addAll(words.subList(reading.at, words.size()));
                break;
            } else if (prefix.startsWith("--") && prefix.length() > 2) {
                readLong(word, prefix, reading);
            } else if (prefix.length() > 1 && prefix.charAt(0) == '-') {
                readShorts(word, prefix, reading);
            } else {
                reading.operands.add(word);
                if (!stopsAtOperand) continue;
                reading.operands.addAll(words.subList(reading.at, words.size()));
                break;
            }
        }
        return new Arguments(reading.options, reading.operands);
    }

    private void readLong(Word word, String prefix, Reading reading) {
        int equals = prefix.indexOf('=');
        String name = fullName(prefix.substring(2, equals < 0 ? prefix.length() : equals));
        if (equals >= 0) {
            reading.add(name, Optional.of(Words.after(word, equals + 1)));
        } else if (names.get(name) == Value.REQUIRED) {
            reading.add(name, reading.next());
        } else {
            reading.add(name, Optional.empty());
        }
    }

    private String fullName(String given) {
        if (names.containsKey(given)) return given;
        return names.keySet().stream()
                .filter(name -> name.startsWith(given))
                .sorted()
                .findFirst()
                .orElse(given);
    }

    private void readShorts(Word word, String prefix, Reading reading) {
        for (int i = 1; i < prefix.length(); i++) {
            String name = prefix.substring(i, i + 1);
            Value kind = letters.getOrDefault(prefix.charAt(i), Value.NONE);
            boolean isLast = i + 1 == prefix.length() && word.literal().isPresent();
            if (kind == Value.NONE || (kind == Value.ATTACHED && isLast)) {
                reading.add(name, Optional.empty());
            } else {
                reading.add(name, isLast ? reading.next() : Optional.of(Words.after(word, i + 1)));
                return;
            }
        }
    }

    private static final class Reading {
        private final List<Word> words;
        private final List<Option> options = new ArrayList<>();
        private final List<Word> operands = new ArrayList<>();
        private int at;

        Reading(List<Word> words) {
            this.words = words;
        }

        void add(String name, Optional<Word> value) {
            options.add(new Option(name, value));
        }

        Optional<Word> next() {
            return at < words.size() ? Optional.of(words.get(at++)) : Optional.empty();
        }
    }
}
