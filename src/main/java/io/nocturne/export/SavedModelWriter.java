package io.nocturne.export;

import io.nocturne.base.UserIOException;
import io.nocturne.io.file.PartialFolder;
import io.nocturne.model.GenerationLoop;
import io.nocturne.model.InferenceModel;
import io.nocturne.runtime.NativePaths;
import io.nocturne.runtime.TensorFlowProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Signature;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.types.TFloat32;

/**
 * Writes a network as a SavedModel: {@code saved_model.pb}, {@code variables/} and {@code
 * assets.extra/}.
 *
 * <p>Signatures {@code serving_default} and {@code serve}: {@code notes}, int32 [-1, window], to
 * {@code probabilities} and {@code logits} of the next note, float32 [-1, vocabulary size]. A
 * network trained on every step also has {@code every_step}: {@code notes} to {@code
 * probabilities}, float32 [-1, window, vocabulary size]. {@code generate} is {@link
 * GenerationLoop}, {@code continuation} the same with the primer as its only input, and {@code
 * generate_from_uniforms} the same with random numbers as an input, without randomness and checks.
 */
final class SavedModelWriter {
  private SavedModelWriter() {}

  /**
   * Writes the network. The folder appears complete or not at all.
   *
   * @param loop of the model's graph
   * @param vocabularyJson the content of {@code assets.extra/vocabulary.json}
   * @param folder a new or an empty folder
   * @throws IOException if the folder is not empty, is a file or cannot be written
   */
  static void write(InferenceModel model, GenerationLoop loop, byte[] vocabularyJson, Path folder)
      throws IOException {
    NativePaths.requireLiteral(PartialFolder.place(folder));
    PartialFolder.fill(folder, hidden -> writeInto(hidden, model, loop, vocabularyJson));
  }

  /** Writes the network's files into an empty folder. */
  static void writeInto(
      Path folder, InferenceModel model, GenerationLoop loop, byte[] vocabularyJson)
      throws IOException {
    export(folder, model, loop);
    Path graph = SavedModelLayout.graph(folder);
    SavedModel exported = SavedModel.parseFrom(Files.readAllBytes(graph));
    Files.write(graph, GraphRepair.repair(exported, model.variables()).toByteArray());
    Files.createDirectories(SavedModelLayout.extras(folder));
    Files.write(SavedModelLayout.vocabulary(folder), vocabularyJson);
    Files.write(
        SavedModelLayout.description(folder),
        new NetworkDescription(model.spec(), model.ids()).toJson());
    WarmupRequests.write(model, SavedModelLayout.warmupRequests(folder));
  }

  private static void export(Path folder, InferenceModel model, GenerationLoop loop)
      throws IOException {
    try {
      SavedModelBundle.exporter(folder.toString())
          .withTags(SavedModelLayout.TAG)
          .withSession(model.session())
          .withSignatures(signatures(model, loop).toArray(Signature[]::new))
          .export();
    } catch (TensorFlowException e) {
      throw new UserIOException(TensorFlowProblem.sentence(e).orElseThrow(() -> e), e);
    }
  }

  private static List<Signature> signatures(InferenceModel model, GenerationLoop loop) {
    List<Signature> signatures = new ArrayList<>();
    for (String key :
        List.of(SavedModelLayout.DEFAULT_SIGNATURE, SavedModelLayout.SERVE_SIGNATURE)) {
      signatures.add(
          signature(key, model)
              .output(SavedModelLayout.PROBABILITIES, model.probabilities())
              .output(SavedModelLayout.LOGITS, model.logits())
              .build());
    }
    model
        .probabilitiesAtEveryPosition()
        .ifPresent(probabilities -> signatures.add(everyStep(model, probabilities)));
    signatures.add(generate(loop));
    signatures.add(continuation(loop));
    signatures.add(fromUniforms(loop));
    return signatures;
  }

  private static Signature everyStep(InferenceModel model, Operand<TFloat32> probabilities) {
    return signature(SavedModelLayout.EVERY_STEP_SIGNATURE, model)
        .output(SavedModelLayout.PROBABILITIES, probabilities)
        .build();
  }

  private static Signature.Builder signature(String key, InferenceModel model) {
    return signature(key).input(SavedModelLayout.NOTES, model.notes());
  }

  private static Signature generate(GenerationLoop loop) {
    GenerationLoop.Inputs inputs = loop.inputs();
    return signature(SavedModelLayout.GENERATE_SIGNATURE)
        .input(SavedModelLayout.PRIMER, inputs.primer())
        .input(SavedModelLayout.STEPS, inputs.steps())
        .input(SavedModelLayout.TEMPERATURE, inputs.temperature())
        .input(SavedModelLayout.TOP_K, inputs.topK())
        .input(SavedModelLayout.SEED, inputs.seed())
        .input(SavedModelLayout.MEMORY, inputs.memory())
        .output(SavedModelLayout.NOTES, loop.notes())
        .build();
  }

  private static Signature fromUniforms(GenerationLoop loop) {
    GenerationLoop.Given given = loop.given();
    return signature(SavedModelLayout.UNIFORMS_SIGNATURE)
        .input(SavedModelLayout.PRIMER, given.primer())
        .input(SavedModelLayout.UNIFORMS, given.uniforms())
        .input(SavedModelLayout.TEMPERATURE, given.temperature())
        .input(SavedModelLayout.TOP_K, given.topK())
        .input(SavedModelLayout.MEMORY, given.memory())
        .output(SavedModelLayout.NOTES, loop.unchecked())
        .build();
  }

  private static Signature continuation(GenerationLoop loop) {
    return signature(SavedModelLayout.CONTINUATION_SIGNATURE)
        .input(SavedModelLayout.PRIMER, loop.inputs().primer())
        .output(SavedModelLayout.NOTES, loop.notes())
        .build();
  }

  private static Signature.Builder signature(String key) {
    return Signature.builder(key).methodName(SavedModelLayout.PREDICT_METHOD);
  }
}
