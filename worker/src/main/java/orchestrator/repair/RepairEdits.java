package orchestrator.repair;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import orchestrator.git.Git;
import orchestrator.repair.weakening.FileEdit;
import orchestrator.repair.weakening.FileEdit.Kind;
import org.jspecify.annotations.Nullable;

/** Reads from git what a repair does to each file. */
final class RepairEdits {
    private static final String ABSENT = "000000";
    private static final String LINK = "120000";
    private static final String SUBMODULE = "160000";
    private static final String EXECUTABLE = "100755";
    private static final int TEXT_BYTES_MAX = 2_000_000;

    private final Git git;

    private RepairEdits(Git git) {
        this.git = git;
    }

    /** One line of a raw diff. */
    private record Raw(String modeBefore, String modeAfter, String before, String after, String path) {
        String mode() {
            return modeAfter.equals(ABSENT) ? modeBefore : modeAfter;
        }
    }

    static List<FileEdit> between(Git git, String base, String result) {
        return new RepairEdits(git).edits(base, result);
    }

    private List<FileEdit> edits(String base, String result) {
        List<String> raw = git.names("diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", base, result);
        List<Raw> all = new ArrayList<>();
        List<String> objects = new ArrayList<>();
        for (int i = 0; i + 1 < raw.size(); i += 2) {
            String[] fields = raw.get(i).substring(1).split(" ");
            Raw one = new Raw(fields[0], fields[1], fields[2], fields[3], raw.get(i + 1));
            all.add(one);
            if (one.mode().equals(SUBMODULE)) continue;
            if (!one.modeBefore().equals(ABSENT)) objects.add(one.before());
            if (!one.modeAfter().equals(ABSENT)) objects.add(one.after());
        }
        Map<String, byte[]> contents = contents(objects);
        return all.stream().map(one -> edit(one, contents)).toList();
    }

    private static FileEdit edit(Raw one, Map<String, byte[]> contents) {
        String path = Git.readable(one.path());
        boolean loses = one.modeBefore().equals(EXECUTABLE)
                && !one.modeAfter().equals(EXECUTABLE)
                && !one.modeAfter().equals(ABSENT);
        boolean isBinary = isBinary(contents.get(one.before())) || isBinary(contents.get(one.after()));
        Kind kind = switch (one.mode()) {
            case SUBMODULE -> Kind.SUBMODULE;
            case LINK -> Kind.LINK;
            default -> isBinary ? Kind.BINARY : Kind.TEXT;
        };
        return new FileEdit(
                path,
                one.modeBefore().equals(ABSENT) ? null : text(contents.get(one.before())),
                one.modeAfter().equals(ABSENT) ? null : text(contents.get(one.after())),
                kind,
                loses);
    }

    private static String text(byte @Nullable [] content) {
        return content == null ? "" : new String(content, StandardCharsets.UTF_8);
    }

    private static boolean isBinary(byte @Nullable [] content) {
        if (content == null) return false;
        if (content.length > TEXT_BYTES_MAX) return true;
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return text.indexOf('\0') >= 0;
        } catch (CharacterCodingException notText) {
            return true;
        }
    }

    /** All of them in one call: lines of "object type size", each before the content and a line break. */
    private Map<String, byte[]> contents(List<String> objects) {
        Map<String, byte[]> contents = new HashMap<>();
        if (objects.isEmpty()) return contents;
        byte[] names = (String.join("\n", objects) + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] all =
                git.good(git.feed(names, "cat-file", "--batch"), "cat-file").bytes();
        int at = 0;
        for (String object : objects) {
            ByteArrayOutputStream header = new ByteArrayOutputStream();
            while (all[at] != '\n') header.write(all[at++]);
            at++;
            String[] fields = header.toString(StandardCharsets.US_ASCII).split(" ");
            int size = Integer.parseInt(fields[2]);
            byte[] content = new byte[size];
            System.arraycopy(all, at, content, 0, size);
            contents.put(object, content);
            at += size + 1;
        }
        return contents;
    }
}
