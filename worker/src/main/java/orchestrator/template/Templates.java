package orchestrator.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import orchestrator.fault.FaultText;
import orchestrator.home.Home;
import orchestrator.template.Template.Origin;

/** Finds templates in {@code templates} of the data directory and in {@code .orchestrate/templates} of a project. */
public final class Templates {
    private static final Pattern FILE = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]{0,63})\\.ya?ml");
    private static final int FILES_MAX = 30;

    private final Path own;
    private final Path project;

    private Templates(Path own, Path project) {
        this.own = own;
        this.project = project;
    }

    public static Templates of(Home home, Path target) {
        return new Templates(home.file("templates"), target);
    }

    /** @param problems one sentence for each file that is no template, with its line */
    public record Found(List<Template> templates, List<String> problems) {}

    /** All templates: the user's own first, by name. */
    public Found all() {
        Found found = new Found(new ArrayList<>(), new ArrayList<>());
        addAll(own, Origin.OWN, found);
        addAll(projectsDirectory(), Origin.PROJECT, found);
        return new Found(List.copyOf(found.templates()), List.copyOf(found.problems()));
    }

    /** The template of this name; the user's own wins over the project's. */
    public Template named(String name) throws WrongTemplate {
        for (Origin origin : Origin.values()) {
            Path directory = origin == Origin.OWN ? own : projectsDirectory();
            for (Path file : files(directory, new ArrayList<>())) {
                if (nameOf(file).equals(name)) return read(file, origin);
            }
        }
        List<String> known =
                all().templates().stream().map(Template::name).distinct().toList();
        throw new WrongTemplate("there is no template `" + name + "` in " + own + " or " + projectsDirectory() + "; "
                + (known.isEmpty() ? "there are none." : "there are " + String.join(", ", known) + "."));
    }

    private Path projectsDirectory() {
        return project.resolve(".orchestrate").resolve("templates");
    }

    private void addAll(Path directory, Origin origin, Found found) {
        for (Path file : files(directory, found.problems())) {
            try {
                found.templates().add(read(file, origin));
            } catch (WrongTemplate e) {
                found.problems().add(e.getMessage());
            }
        }
    }

    /** A link in a project must not lead to a file outside of it. */
    private Template read(Path file, Origin origin) throws WrongTemplate {
        try {
            if (origin == Origin.PROJECT && !file.toRealPath().startsWith(project.toRealPath()))
                throw new WrongTemplate(file + ": this is a link out of the project. Put the file itself there.");
            if (!Files.isRegularFile(file)) throw new WrongTemplate(file + ": this is not a file. Remove it.");
        } catch (IOException e) {
            throw new WrongTemplate(file + ": cannot be read: " + FaultText.of(e) + ".");
        }
        return new TemplateFile(file, origin).read(nameOf(file));
    }

    private static List<Path> files(Path directory, List<String> problems) {
        if (!Files.isDirectory(directory)) return List.of();
        try (Stream<Path> all = Files.list(directory)) {
            List<Path> files = all.filter(file -> !nameOf(file).isEmpty())
                    .sorted()
                    .limit(FILES_MAX + 1L)
                    .toList();
            if (files.size() <= FILES_MAX) return files;
            problems.add(directory + ": there are more than " + FILES_MAX + " templates; the others are left out.");
            return files.subList(0, FILES_MAX);
        } catch (IOException e) {
            problems.add(directory + ": cannot be read: " + FaultText.of(e) + ".");
            return List.of();
        }
    }

    /** Empty for a file that is none. */
    private static String nameOf(Path file) {
        Matcher named = FILE.matcher(String.valueOf(file.getFileName()));
        return named.matches() ? named.group(1) : "";
    }
}
