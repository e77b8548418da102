package io.nocturne;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
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
import io.nocturne.cli.Main;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The arrows between the packages; each rule's comment is its reason. */
@AnalyzeClasses(packages = "io.nocturne", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "io.nocturne";

  /** What each package may use of the others, itself aside. */
  private static final Map<String, List<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("music", List.of()),
          Map.entry("file", List.of()),
          Map.entry("tfrecord", List.of("file")),
          Map.entry("runtime", List.of()),
          Map.entry("svg", List.of()),
          Map.entry("render", List.of("music", "svg")),
          Map.entry("notation", List.of("music")),
          Map.entry("sound", List.of("music", "render", "file")),
          Map.entry("random", List.of()),
          Map.entry("report", List.of()),
          Map.entry("statistics", List.of()),
          Map.entry("measure", List.of("music")),
          Map.entry("survey", List.of("music", "midi", "render", "statistics", "report", "file")),
          Map.entry("originality", List.of("music", "generate")),
          Map.entry("fetch", List.of("midi", "file")),
          Map.entry("generate", List.of("random")),
          Map.entry("midi", List.of("music", "file")),
          Map.entry("rhythm", List.of("music")),
          Map.entry("token", List.of("music", "rhythm", "file")),
          Map.entry("score", List.of("music")),
          Map.entry(
              "corpus",
              List.of("music", "rhythm", "midi", "score", "token", "tfrecord", "file", "random")),
          Map.entry("dataset", List.of("corpus", "token", "random")),
          Map.entry("model", List.of("runtime")),
          Map.entry("diagram", List.of("model", "svg")),
          Map.entry("baseline", List.of("corpus", "dataset", "token")),
          Map.entry("prediction", List.of("baseline", "corpus", "dataset")),
          Map.entry(
              "evaluation",
              List.of(
                  "music",
                  "measure",
                  "originality",
                  "prediction",
                  "model",
                  "checkpoint",
                  "render",
                  "report")),
          Map.entry(
              "reproduction",
              List.of(
                  "music",
                  "dataset",
                  "model",
                  "checkpoint",
                  "train",
                  "prediction",
                  "originality",
                  "statistics",
                  "evaluation",
                  "report")),
          Map.entry("checkpoint", List.of("model", "token", "runtime", "file")),
          Map.entry("tensorboard", List.of("tfrecord", "file")),
          Map.entry(
              "train",
              List.of(
                  "corpus",
                  "dataset",
                  "model",
                  "checkpoint",
                  "tensorboard",
                  "token",
                  "music",
                  "render",
                  "runtime",
                  "file")),
          Map.entry("keras", List.of("model", "file")),
          Map.entry("savedmodel", List.of("model", "runtime", "tfrecord", "file")));

  @ArchTest static final ArchRule MUSIC = usesOnlyItsOwn("music");

  @ArchTest static final ArchRule FILE = usesOnlyItsOwn("file");

  @ArchTest static final ArchRule TFRECORD = usesOnlyItsOwn("tfrecord");

  @ArchTest static final ArchRule RUNTIME = usesOnlyItsOwn("runtime");

  @ArchTest static final ArchRule SVG = usesOnlyItsOwn("svg");

  @ArchTest static final ArchRule RENDER = usesOnlyItsOwn("render");

  @ArchTest static final ArchRule NOTATION = usesOnlyItsOwn("notation");

  @ArchTest static final ArchRule SOUND = usesOnlyItsOwn("sound");

  @ArchTest static final ArchRule GENERATE = usesOnlyItsOwn("generate");

  @ArchTest static final ArchRule MIDI = usesOnlyItsOwn("midi");

  @ArchTest static final ArchRule RHYTHM = usesOnlyItsOwn("rhythm");

  @ArchTest static final ArchRule TOKEN = usesOnlyItsOwn("token");

  @ArchTest static final ArchRule RANDOM = usesOnlyItsOwn("random");

  @ArchTest static final ArchRule SCORE = usesOnlyItsOwn("score");

  @ArchTest static final ArchRule CORPUS = usesOnlyItsOwn("corpus");

  @ArchTest static final ArchRule DATASET = usesOnlyItsOwn("dataset");

  @ArchTest static final ArchRule MODEL = usesOnlyItsOwn("model");

  @ArchTest static final ArchRule DIAGRAM = usesOnlyItsOwn("diagram");

  @ArchTest static final ArchRule CHECKPOINT = usesOnlyItsOwn("checkpoint");

  @ArchTest static final ArchRule TENSORBOARD = usesOnlyItsOwn("tensorboard");

  @ArchTest static final ArchRule TRAIN = usesOnlyItsOwn("train");

  @ArchTest static final ArchRule SAVEDMODEL = usesOnlyItsOwn("savedmodel");

  @ArchTest static final ArchRule FETCH = usesOnlyItsOwn("fetch");

  @ArchTest static final ArchRule STATISTICS = usesOnlyItsOwn("statistics");

  @ArchTest static final ArchRule SURVEY = usesOnlyItsOwn("survey");

  @ArchTest static final ArchRule MEASURE = usesOnlyItsOwn("measure");

  @ArchTest static final ArchRule ORIGINALITY = usesOnlyItsOwn("originality");

  @ArchTest static final ArchRule REPORT = usesOnlyItsOwn("report");

  @ArchTest static final ArchRule BASELINE = usesOnlyItsOwn("baseline");

  @ArchTest static final ArchRule PREDICTION = usesOnlyItsOwn("prediction");

  @ArchTest static final ArchRule EVALUATION = usesOnlyItsOwn("evaluation");

  @ArchTest static final ArchRule REPRODUCTION = usesOnlyItsOwn("reproduction");

  @ArchTest static final ArchRule KERAS = usesOnlyItsOwn("keras");

  /** The workflows are for Java programs too, which want no command line. */
  @ArchTest
  static final ArchRule NOBODY_USES_THE_COMMAND_LINE =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.nocturne.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.nocturne.cli..");

  /** Cycles between any two folders, sub-packages and the root too. */
  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("io.nocturne.(*)..").should().beFreeOfCycles();

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
                      "io.nocturne.savedmodel..")))
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
              "io.nocturne.file..",
              "io.nocturne.token..",
              "io.nocturne.tfrecord..",
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
          .resideOutsideOfPackage("io.nocturne.sound..")
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

  /** A new package needs a line in the table and a rule. */
  @ArchTest
  static void everyPackageHasItsRule(JavaClasses all) {
    TreeSet<String> packages = new TreeSet<>();
    for (JavaClass one : all) {
      if (!one.getPackageName().equals(ROOT)) {
        packages.add(one.getPackageName().substring(ROOT.length() + 1).split("\\.", 2)[0]);
      }
    }
    packages.remove("cli");
    assertThat(packages).isEqualTo(new TreeSet<>(MAY_USE.keySet()));
  }

  private static ArchRule usesOnlyItsOwn(String name) {
    String[] allowed =
        Stream.concat(Stream.of(name), MAY_USE.get(name).stream())
            .map(other -> ROOT + "." + other + "..")
            .toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage(ROOT + "." + name + "..")
        .should()
        .onlyDependOnClassesThat(
            not(resideInAPackage(ROOT + "..")).or(resideInAnyPackage(allowed)));
  }

  private static DescribedPredicate<JavaClass> nativeTensorFlow() {
    return resideInAPackage("org.tensorflow..")
        .and(not(resideInAPackage("org.tensorflow.proto..")))
        .as("are TensorFlow's, its messages aside");
  }
}
