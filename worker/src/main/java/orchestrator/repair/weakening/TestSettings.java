package orchestrator.repair.weakening;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import orchestrator.json.Json;

/** Tells if a file decides which tests run, how, or with which libraries. */
final class TestSettings {
    private static final String PACKAGE = "package.json";
    /** Fields that no test runner reads. */
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "version",
            "description",
            "author",
            "contributors",
            "license",
            "keywords",
            "homepage",
            "bugs",
            "repository",
            "funding");

    private static final Set<String> NAMES = Set.of(
            "pom.xml",
            "build.xml",
            "settings.xml",
            "mvnw",
            "mvnw.cmd",
            "gradlew",
            "gradlew.bat",
            "gradle.properties",
            "package-lock.json",
            "npm-shrinkwrap.json",
            "yarn.lock",
            "pnpm-lock.yaml",
            "pnpm-workspace.yaml",
            "bun.lockb",
            "bunfig.toml",
            "lerna.json",
            "nx.json",
            "turbo.json",
            "deno.json",
            "deno.jsonc",
            "pyproject.toml",
            "setup.py",
            "setup.cfg",
            "tox.ini",
            "noxfile.py",
            "pytest.ini",
            ".pytest.ini",
            ".coveragerc",
            "conftest.py",
            "pipfile",
            "pipfile.lock",
            "poetry.lock",
            "uv.lock",
            "manage.py",
            "cargo.toml",
            "cargo.lock",
            "build.rs",
            "rust-toolchain",
            "rust-toolchain.toml",
            "go.mod",
            "go.sum",
            "go.work",
            "makefile",
            "gnumakefile",
            "justfile",
            "rakefile",
            "gemfile",
            "gemfile.lock",
            ".rspec",
            "phpunit.xml",
            "phpunit.xml.dist",
            "composer.json",
            "composer.lock",
            "cmakelists.txt",
            "ctesttestfile.cmake",
            "taskfile.yml",
            "dockerfile",
            "procfile",
            "jenkinsfile",
            ".gitlab-ci.yml",
            ".travis.yml",
            "azure-pipelines.yml",
            "bitbucket-pipelines.yml",
            ".npmrc",
            ".yarnrc",
            ".yarnrc.yml",
            ".pnpmfile.cjs",
            ".nvmrc",
            ".node-version",
            ".python-version",
            ".ruby-version",
            ".tool-versions",
            ".sdkmanrc",
            ".env",
            ".gitattributes",
            ".gitmodules",
            "junit-platform.properties",
            "sitecustomize.py",
            "usercustomize.py",
            ".test");

    private static final List<Pattern> PATTERNS = List.of(
            Pattern.compile("(.*/)?\\.(mvn|github|circleci|gitlab|buildkite|husky|config|yarn|cargo|bundle)/.*"),
            Pattern.compile("(.*/)?gradle/.*"),
            Pattern.compile("(.*/)?buildSrc/.*"),
            Pattern.compile(".*\\.(gradle|gradle\\.kts|csproj|sln|props|targets|mk|cmake|sbt|gemspec)"),
            Pattern.compile(
                    "(.*/)?(jest|vitest|vite|babel|karma|playwright|cypress|wdio|ava|mocha|nyc|c8|tap|web-test-runner"
                            + "|webpack|rollup|tsup|metro|next|nuxt|svelte|astro|angular)([.-](config|conf|setup|workspace|preset|global[a-z-]*|env)[^/]*|rc[^/]*|\\.json)"),
            Pattern.compile("(.*/)?\\.(jest|mocha|babel|swc|ava|nyc|c8|tap|taprc|karma|env)(rc)?(\\.[^/]*)?"),
            Pattern.compile("(.*/)?tsconfig[^/]*\\.json"),
            Pattern.compile("(.*/)?requirements[^/]*\\.(txt|in)"),
            Pattern.compile("(.*/)?constraints[^/]*\\.txt"),
            Pattern.compile("(?i)(.*/)?(setup|global)[-_.]?tests?[^/]*"),
            Pattern.compile("(?i)(.*/)?tests?[-_.]?(setup|runner|helper|config|env)[^/]*"),
            Pattern.compile("(?i)(.*/)?(run|check|verify)[-_.]?(all[-_.]?)?(tests?|checks?|specs?)\\.[a-z0-9]+"),
            Pattern.compile("(?i)(.*/)?(check|tests?|verify|ci)\\.(sh|bash|bat|cmd|ps1)"),
            Pattern.compile("(.*/)?docker-compose[^/]*|(.*/)?compose\\.ya?ml"),
            Pattern.compile("(.*/)?META-INF/services/.*"),
            Pattern.compile(".*\\.pth"));

    private TestSettings() {}

    static boolean isOne(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(java.util.Locale.ROOT);
        return name.equals(PACKAGE)
                || NAMES.contains(name)
                || PATTERNS.stream().anyMatch(pattern -> pattern.matcher(path).matches());
    }

    /** False for an edit of package.json that changes only fields without effect on tests. */
    static boolean isChangedBy(FileEdit edit) {
        if (!edit.name().equals(PACKAGE) || edit.before() == null || edit.after() == null) return true;
        try {
            return !effective(edit.before()).equals(effective(edit.after()));
        } catch (JsonProcessingException broken) {
            return true;
        }
    }

    private static JsonNode effective(String json) throws JsonProcessingException {
        JsonNode all = Json.MAPPER.readTree(json);
        if (all instanceof ObjectNode object) object.remove(WITHOUT_EFFECT);
        return all;
    }
}
