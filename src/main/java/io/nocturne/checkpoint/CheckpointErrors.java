package io.nocturne.checkpoint;

import io.nocturne.base.UserIOException;
import io.nocturne.io.file.FileProblem;
import io.nocturne.runtime.TensorFlowProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tensorflow.exceptions.TensorFlowException;

/** What is wrong with a checkpoint, in one line made of TensorFlow's several. */
final class CheckpointErrors {
  static final String DATA = ".data-00000-of-00001";
  static final String INDEX = ".index";

  /** The files of a checkpoint; TensorFlow takes it to be there once it has its index. */
  static final List<String> PARTS = List.of(DATA, INDEX);

  // The texts are TensorFlow 2.18's; of any other, the first line is told as it is.
  private static final Pattern OTHER_SHAPE =
      Pattern.compile(
          "Shape of tensor \\S+ (\\S+) is not compatible with expected shape (\\S+?)\\.?\\s+"
              + ".*node save/(\\S+)/shape.*",
          Pattern.DOTALL);
  private static final Pattern MISSING_KEY =
      Pattern.compile("Key (\\S+) not found in checkpoint.*", Pattern.DOTALL);

  /** The temporary file, which is not told, and what is wrong with it. */
  private static final Pattern OF_TEMPORARY = Pattern.compile(".+\\.tmp\\S*; (.+)");

  private static final Pattern ELSEWHERE = Pattern.compile(",? or choose another place$");
  private static final String OF_ANOTHER_NETWORK =
      "; put back the run.json and vocabulary.json that the run was begun with";
  private static final String LOST = "; put it back from a copy, or train another run";

  private CheckpointErrors() {}

  /** Why the checkpoint cannot be read. */
  static RunException reading(Path prefix, TensorFlowException e) {
    for (String part : PARTS) {
      Path file = Path.of(prefix + part);
      if (!Files.exists(file)) {
        return new RunException(file, "is missing" + LOST, e);
      }
    }
    Matcher shape = OTHER_SHAPE.matcher(e.getMessage());
    if (shape.matches()) {
      return new RunException(
          prefix,
          "holds %s of shape %s, but the run's network and vocabulary need %s"
                  .formatted(shape.group(3), shape.group(1), shape.group(2))
              + OF_ANOTHER_NETWORK,
          e);
    }
    Matcher key = MISSING_KEY.matcher(e.getMessage());
    if (key.matches()) {
      return new RunException(
          prefix,
          "holds no %s, which the run's network has".formatted(key.group(1)) + OF_ANOTHER_NETWORK,
          e);
    }
    return new RunException(
        Path.of(prefix + (isAboutIndex(e) ? INDEX : DATA)),
        "is damaged (" + firstLine(e) + ")" + LOST,
        e);
  }

  /** Why the first checkpoint of a run cannot be written, without which there is no run. */
  static RunException writing(Path prefix, TensorFlowException e) {
    return new RunException(prefix, clause(e), e);
  }

  /** Why a checkpoint of a training cannot be written, which can be resumed from the last one. */
  static RunException interrupting(Path prefix, TensorFlowException e) {
    return new RunException(
        prefix, ELSEWHERE.matcher(clause(e)).replaceFirst("") + ", then resume the run", e);
  }

  private static String clause(TensorFlowException e) {
    String line = firstLine(e);
    Matcher temporary = OF_TEMPORARY.matcher(line);
    return temporary.matches()
        ? FileProblem.clause(new UserIOException(temporary.group(1), e))
        : TensorFlowProblem.sentence(e)
            .orElse("cannot be written (%s); check the disk".formatted(line));
  }

  private static boolean isAboutIndex(TensorFlowException e) {
    return e.getMessage().contains(INDEX) || e.getMessage().contains("sstable");
  }

  private static String firstLine(TensorFlowException e) {
    return e.getMessage().lines().findFirst().orElse("").strip();
  }
}
