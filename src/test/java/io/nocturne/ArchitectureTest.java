package io.nocturne;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.nocturne.cli.Main;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What packages may use of each other; each rule's comment is its reason. */
@AnalyzeClasses(packages = "io.nocturne", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "io.nocturne";

  private static final SliceAssignment EACH_PACKAGE =
      new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass one) {
          return SliceIdentifier.of(one.getPackageName());
        }

        @Override
        public String getDescription() {
          return "packages";
        }
      };

  /** The workflows are for Java programs too, which want no command line. */
  @ArchTest
  static final ArchRule NOBODY_USES_THE_COMMAND_LINE =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.nocturne.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.nocturne.cli..");

  /** Every package is a slice of its own: root and sub-packages are packages like all others. */
  @ArchTest
  static final ArchRule NO_CYCLES = slices().assignedFrom(EACH_PACKAGE).should().beFreeOfCycles();

  /** Whatever does not need TensorFlow starts in milliseconds and is tested without it. */
  @ArchTest
  static final ArchRule TENSORFLOW_STAYS_WHERE_IT_IS =
      noClasses()
          .that(
              not(
                  resideInAnyPackage(
                      ROOT,
                      "io.nocturne.runtime..",
                      "io.nocturne.model..",
                      "io.nocturne.checkpoint..",
                      "io.nocturne.train..",
                      "io.nocturne.export..")))
          .should()
          .dependOnClassesThat(nativeTensorFlow());

  /** TensorFlow's messages are plain Java. */
  @ArchTest
  static final ArchRule TENSORFLOWS_MESSAGES_ARE_FOR_FILES_ONLY =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.nocturne.music..",
              "io.nocturne.midi..",
              "io.nocturne.io..",
              "io.nocturne.token..",
              "io.nocturne.generate..",
              "io.nocturne.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.tensorflow.proto..");

  /**
   * The JDK's reader loses the notes of a truncated track in silence, and small Java runtimes lack
   * the module; SoundFonts and loudspeakers are for those who ask for them.
   */
  @ArchTest
  static final ArchRule JAVAS_SOUND_IS_FOR_PLAYING_ONLY =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.nocturne.render.soundfont..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("javax.sound..");

  /** The desktop's classes need fonts, displays and a module that small Java runtimes lack. */
  @ArchTest
  static final ArchRule NOTHING_NEEDS_A_DESKTOP =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.awt..", "javax.imageio..");

  /** A library must not end the program that uses it. */
  @ArchTest
  static final ArchRule ONLY_MAIN_EXITS =
      noClasses()
          .that()
          .doNotBelongToAnyOf(Main.class)
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "halt", int.class);

  /** A library must not print. */
  @ArchTest
  static final ArchRule ONLY_THE_COMMAND_LINE_PRINTS =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.nocturne.cli..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .dependOnClassesThat(type(PrintStream.class))
          .orShould()
          .callMethod(Throwable.class, "printStackTrace");

  /** What a package may import is in the documents, as a table that is neither short nor long. */
  @ArchTest
  static void packagesImportWhatTheArchitectureDocumentSays(JavaClasses all) throws IOException {
    Map<String, Set<String>> imports = new TreeMap<>();
    for (JavaClass one : all) {
      String name = relative(one.getPackageName());
      Set<String> others = imports.computeIfAbsent(name, key -> new TreeSet<>());
      one.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass().getPackageName())
          .filter(other -> other.equals(ROOT) || other.startsWith(ROOT + "."))
          .map(ArchitectureTest::relative)
          .filter(other -> !other.equals(name))
          .forEach(others::add);
    }
    imports.keySet().removeIf(name -> name.isEmpty() || name.startsWith("cli"));
    assertThat(documented()).isEqualTo(imports);
  }

  private static String relative(String name) {
    return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
  }

  /** The rows of the table of packages: their names, and of each what it imports. */
  private static Map<String, Set<String>> documented() throws IOException {
    Pattern row = Pattern.compile("\\| `([a-z.]+)` \\| (nothing|[^|]+) \\|.*");
    Map<String, Set<String>> imports = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("docs/architecture.md"))) {
      Matcher matcher = row.matcher(line);
      if (matcher.matches()) {
        imports.put(matcher.group(1), names(matcher.group(2)));
      }
    }
    return imports;
  }

  private static Set<String> names(String cell) {
    return Pattern.compile("`([a-z.]+)`")
        .matcher(cell)
        .results()
        .map(name -> name.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static DescribedPredicate<JavaClass> nativeTensorFlow() {
    return resideInAPackage("org.tensorflow..")
        .and(not(resideInAPackage("org.tensorflow.proto..")))
        .as("are TensorFlow's, its messages aside");
  }
}
