package orchestrator.modules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Dependencies between modules, and between packages, point one way. No package is exempt. */
class ArrowsTest {
    private static final List<String> MODULES = List.of("workflows", "eventlog", "worker", "api", "cli", "e2e");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("orchestrator");

    @Test
    void every_class_belongs_to_exactly_one_module() {
        assertThat(CLASSES).hasSizeGreaterThan(100);
        assertThat(CLASSES)
                .allSatisfy(type -> assertThat(
                                MODULES.stream().filter(module -> in(module).test(type)))
                        .hasSize(1));
        for (String module : MODULES) assertThat(CLASSES.that(in(module))).isNotEmpty();
    }

    @Test
    void workflows_know_no_files_processes_databases_http_or_clocks() {
        noClasses()
                .that(in("workflows"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..", "java.io.File..", "java.sql..", "java.net..", "io.javalin..")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(ProcessBuilder.class, Thread.class, Clock.class, UUID.class)
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(Math.class, "random")
                .check(CLASSES);
    }

    @Test
    void workflows_use_no_other_module() {
        forbid("workflows", in("eventlog", "worker", "api", "cli", "e2e"));
    }

    @Test
    void the_event_log_knows_neither_temporal_nor_its_users() {
        forbid("eventlog", in("worker", "api", "cli", "e2e").or(resideInAPackage("io.temporal..")));
    }

    @Test
    void the_worker_knows_no_routes() {
        forbid("worker", in("api", "cli", "e2e").or(resideInAPackage("io.javalin..")));
    }

    @Test
    void the_api_starts_no_processes() {
        forbid(
                "api",
                in("worker", "cli", "e2e")
                        .or(describe("ProcessBuilder", type -> type.isEquivalentTo(ProcessBuilder.class))));
    }

    @Test
    void the_command_does_not_know_how_agents_are_parsed_or_followed() {
        forbid("cli", resideInAnyPackage("orchestrator.agent..", "orchestrator.process..", "orchestrator.follow.."));
    }

    @Test
    void packages_do_not_depend_on_each_other_in_circles() {
        slices().matching("orchestrator.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void nothing_is_called_util_or_impl() {
        classes()
                .should()
                .haveNameNotMatching(".*(Impl|Utils?)")
                .andShould()
                .resideOutsideOfPackages("..util..", "..impl..", "..model..", "..dto..")
                .check(CLASSES);
    }

    private static void forbid(String module, DescribedPredicate<? super JavaClass> others) {
        noClasses().that(in(module)).should().dependOnClassesThat(others).check(CLASSES);
    }

    /** Compiled into one of these modules: its class directory while the whole project is built, else its jar. */
    private static DescribedPredicate<JavaClass> in(String... modules) {
        List<Pattern> places = Arrays.stream(modules)
                .map(module -> Pattern.compile("/" + module + "/target/|/orchestrator-" + module + "-[^/]*\\.jar!"))
                .toList();
        return describe(
                "in " + String.join(" or ", modules),
                type -> type.getSource()
                        .map(source -> source.getUri().toString())
                        .filter(uri -> places.stream()
                                .anyMatch(place -> place.matcher(uri).find()))
                        .isPresent());
    }
}
