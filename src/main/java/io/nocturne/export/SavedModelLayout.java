package io.nocturne.export;

import java.nio.file.Path;

/** The names in a SavedModel: files, signatures, inputs and outputs. */
final class SavedModelLayout {
  static final String TAG = "serve";

  /** The signature that TensorFlow Serving and most clients use by default. */
  static final String DEFAULT_SIGNATURE = "serving_default";

  static final String SERVE_SIGNATURE = "serve";
  static final String EVERY_STEP_SIGNATURE = "every_step";
  static final String GENERATE_SIGNATURE = "generate";

  /** The signature generate with the primer as its only input. */
  static final String CONTINUATION_SIGNATURE = "continuation";

  /** The signature generate with random numbers as an input instead of their seed. */
  static final String UNIFORMS_SIGNATURE = "generate_from_uniforms";

  static final String PREDICT_METHOD = "tensorflow/serving/predict";
  static final String NOTES = "notes";
  static final String LOGITS = "logits";
  static final String PROBABILITIES = "probabilities";
  static final String PRIMER = "primer";
  static final String STEPS = "steps";
  static final String TEMPERATURE = "temperature";
  static final String TOP_K = "top_k";
  static final String SEED = "seed";
  static final String MEMORY = "memory";
  static final String UNIFORMS = "uniforms";

  private SavedModelLayout() {}

  static Path graph(Path folder) {
    return folder.resolve("saved_model.pb");
  }

  /** Returns the file with the values of the variables. */
  static Path weights(Path folder) {
    return data(checkpoint(folder));
  }

  /** Returns the start of the names of the files with the variables. */
  static Path checkpoint(Path folder) {
    return folder.resolve("variables").resolve("variables");
  }

  /** Returns a checkpoint's file with the values. */
  static Path data(Path checkpoint) {
    return checkpoint.resolveSibling(checkpoint.getFileName() + ".data-00000-of-00001");
  }

  /** Returns a checkpoint's file with the names. */
  static Path index(Path checkpoint) {
    return checkpoint.resolveSibling(checkpoint.getFileName() + ".index");
  }

  /** Returns the folder that TensorFlow leaves to the program that writes the model. */
  static Path extras(Path folder) {
    return folder.resolve("assets.extra");
  }

  static Path description(Path folder) {
    return extras(folder).resolve("nocturne.json");
  }

  /** Returns the file that TensorFlow Serving reads at the start. */
  static Path warmupRequests(Path folder) {
    return extras(folder).resolve("tf_serving_warmup_requests");
  }

  static Path vocabulary(Path folder) {
    return extras(folder).resolve("vocabulary.json");
  }
}
