package orchestrator.git;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Copies objects into the session's repository. Git does not write an object again that the user's repository has,
 * although that may soon drop it, for example a file that was only staged.
 */
public final class BorrowedObjects {
    private final Git repository;

    public BorrowedObjects(Git repository) {
        this.repository = repository;
    }

    /** Copies every object of the commit that cannot be reached from the others, which are kept already. */
    public void keepAll(String commit, List<String> others) {
        List<String> arguments = new ArrayList<>(List.of("rev-list", "--objects", "--no-object-names", commit));
        others.forEach(other -> arguments.add("^" + other));
        keep(repository.run(arguments.toArray(String[]::new)).lines().toList());
    }

    public void keep(Collection<String> objects) {
        List<String> borrowed =
                objects.stream().filter(object -> !isLoose(object)).toList();
        if (borrowed.isEmpty()) return;
        byte[] names = (String.join("\n", borrowed) + "\n").getBytes(StandardCharsets.US_ASCII);
        repository.runWith(
                names,
                "pack-objects",
                "-q",
                repository.directory().resolve("objects/pack/pack").toString());
    }

    private boolean isLoose(String object) {
        Path objects = repository.directory().resolve("objects");
        return Files.exists(objects.resolve(object.substring(0, 2)).resolve(object.substring(2)));
    }
}
