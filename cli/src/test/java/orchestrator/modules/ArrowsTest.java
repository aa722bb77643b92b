package orchestrator.modules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The arrows between the modules point one way. */
class ArrowsTest {
    private static final String[] WORKFLOWS = {
        "orchestrator.event..",
        "orchestrator.session..",
        "orchestrator.run..",
        "orchestrator.plan..",
        "orchestrator.recovery..",
        "orchestrator.review..",
        "orchestrator.checkout..",
        "orchestrator.journal..",
        "orchestrator.json..",
        "orchestrator.text..",
        "orchestrator.failure..",
        "orchestrator.signing.."
    };
    private static final String[] EVENT_LOG = {
        "orchestrator.eventlog..", "orchestrator.home..", "orchestrator.fault..", "orchestrator.lineage.."
    };
    private static final String[] WORKER = {
        "orchestrator.agent..",
        "orchestrator.clock..",
        "orchestrator.process..",
        "orchestrator.follow..",
        "orchestrator.workspace..",
        "orchestrator.verify..",
        "orchestrator.report..",
        "orchestrator.temporal..",
        "orchestrator.environment..",
        "orchestrator.trouble..",
        "orchestrator.approval..",
        "orchestrator.worker.."
    };
    private static final String API = "orchestrator.api..";
    private static final String CLI = "orchestrator.cli..";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("orchestrator");

    @Test
    void every_class_belongs_to_a_module_that_is_named_here() {
        assertThat(CLASSES).hasSizeGreaterThan(100);
        classes()
                .should()
                .resideInAnyPackage(all(WORKFLOWS, EVENT_LOG, WORKER, new String[] {API, CLI}))
                .check(CLASSES);
    }

    @Test
    void workflows_know_nothing_of_files_processes_databases_http_and_clocks() {
        noClasses()
                .that()
                .resideInAnyPackage(WORKFLOWS)
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
    void workflows_know_no_other_module() {
        noClasses()
                .that()
                .resideInAnyPackage(WORKFLOWS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(all(EVENT_LOG, WORKER, new String[] {API, CLI}))
                .check(CLASSES);
    }

    @Test
    void the_event_log_knows_neither_temporal_nor_who_uses_it() {
        noClasses()
                .that()
                .resideInAnyPackage(EVENT_LOG)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(all(WORKER, new String[] {API, CLI, "io.temporal.."}))
                .check(CLASSES);
    }

    @Test
    void the_worker_knows_no_routes() {
        noClasses()
                .that()
                .resideInAnyPackage(WORKER)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(API, CLI, "io.javalin..")
                .check(CLASSES);
    }

    @Test
    void the_api_knows_no_processes() {
        noClasses()
                .that()
                .resideInAPackage(API)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(all(WORKER, new String[] {CLI}))
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(ProcessBuilder.class)
                .check(CLASSES);
    }

    @Test
    void the_command_does_not_know_how_an_agent_is_read() {
        noClasses()
                .that()
                .resideInAPackage(CLI)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("orchestrator.agent..", "orchestrator.process..", "orchestrator.follow..")
                .check(CLASSES);
    }

    @Test
    void packages_do_not_depend_on_each_other_in_circles() {
        slices().matching(
                        "orchestrator.(agent|clock|process|follow|workspace|verify|report|temporal|environment|trouble|approval|worker|eventlog|home|fault|lineage|api|cli)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void nothing_is_called_util_or_impl() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .resideInAnyPackage("..util..", "..impl..", "..model..", "..dto..")
                .check(CLASSES);
        assertThat(CLASSES).extracting(JavaClass::getName).contains("orchestrator.worker.WorkerMain");
    }

    private static String[] all(String[]... parts) {
        return java.util.Arrays.stream(parts).flatMap(java.util.Arrays::stream).toArray(String[]::new);
    }
}
