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

/** Turns TensorFlow's errors about checkpoints into messages of one line. */
final class CheckpointErrors {
  static final String DATA = ".data-00000-of-00001";
  static final String INDEX = ".index";

  /** The endings of a checkpoint's files; for TensorFlow it exists once it has its index. */
  static final List<String> PARTS = List.of(DATA, INDEX);

  // The texts of TensorFlow 2.18; of any other message, the first line is shown.
  private static final Pattern OTHER_SHAPE =
      Pattern.compile(
          "Shape of tensor \\S+ (\\S+) is not compatible with expected shape (\\S+?)\\.?\\s+"
              + ".*node save/(\\S+)/shape.*",
          Pattern.DOTALL);
  private static final Pattern MISSING_KEY =
      Pattern.compile("Key (\\S+) not found in checkpoint.*", Pattern.DOTALL);

  /** A temporary file, which is not shown, and the problem. */
  private static final Pattern OF_TEMPORARY = Pattern.compile(".+\\.tmp\\S*; (.+)");

  private static final Pattern ELSEWHERE = Pattern.compile(",? or choose another place$");
  private static final String OF_ANOTHER_NETWORK =
      "; put back the run.json and vocabulary.json that the run was begun with";
  private static final String LOST = "; put it back from a copy, or train another run";

  private CheckpointErrors() {}

  /** Returns the reason why a checkpoint cannot be read. */
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
          "lacks %s, which the run's network has".formatted(key.group(1)) + OF_ANOTHER_NETWORK,
          e);
    }
    return new RunException(
        Path.of(prefix + (isAboutIndex(e) ? INDEX : DATA)),
        "is damaged (" + firstLine(e) + ")" + LOST,
        e);
  }

  /** Returns the reason why the first checkpoint of a run cannot be written. */
  static RunException writing(Path prefix, TensorFlowException e) {
    return new RunException(prefix, clause(e), e);
  }

  /** Returns the reason why a later checkpoint cannot be written; the training can be resumed. */
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
    return e.getMessage().contains("index") || e.getMessage().contains("sstable");
  }

  private static String firstLine(TensorFlowException e) {
    return e.getMessage().lines().findFirst().orElse("").strip();
  }
}
