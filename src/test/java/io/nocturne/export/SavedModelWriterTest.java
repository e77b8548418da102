package io.nocturne.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import io.nocturne.model.GenerationLoop;
import io.nocturne.model.InferenceModel;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.Targets;
import io.nocturne.runtime.Variables.Variable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.TensorFlow;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.proto.VariableDef;

class SavedModelWriterTest {
  @TempDir private static Path checkpoints;
  @TempDir private Path folder;

  @BeforeAll
  static void train() {
    for (Targets targets : Targets.values()) {
      Networks.train(Networks.spec(targets), checkpoints);
    }
  }

  @Test
  void writesWhatTheFormatAsksForAndNothingElse() throws IOException {
    write(Targets.LAST);
    assertThat(files(exported()))
        .containsExactly(
            "assets.extra/nocturne.json",
            "assets.extra/tf_serving_warmup_requests",
            "assets.extra/vocabulary.json",
            "saved_model.pb",
            "variables/variables.data-00000-of-00001",
            "variables/variables.index");
    assertThat(exported().resolve("assets.extra/vocabulary.json"))
        .hasBinaryContent(Networks.VOCABULARY);
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(exported()));
  }

  @Test
  void signaturesTakeNotesAndGiveProbabilitiesAndLogits() throws IOException {
    Map<String, SignatureDef> signatures = write(Targets.LAST).getSignatureDefMap();
    assertThat(signatures)
        .containsOnlyKeys(
            "serving_default", "serve", "generate", "continuation", "generate_from_uniforms");
    for (String name : List.of("serving_default", "serve")) {
      SignatureDef signature = signatures.get(name);
      assertThat(signature.getMethodName()).isEqualTo("tensorflow/serving/predict");
      assertThat(signature.getInputsMap()).containsOnlyKeys("notes");
      assertTensor(signature.getInputsOrThrow("notes"), DataType.DT_INT32, -1L, 5L);
      assertThat(signature.getOutputsMap()).containsOnlyKeys("probabilities", "logits");
      assertTensor(signature.getOutputsOrThrow("probabilities"), DataType.DT_FLOAT, -1L, 7L);
      assertTensor(signature.getOutputsOrThrow("logits"), DataType.DT_FLOAT, -1L, 7L);
    }
  }

  @Test
  void everyStepHasItsOwnSignature() throws IOException {
    Map<String, SignatureDef> signatures = write(Targets.EVERY).getSignatureDefMap();
    assertThat(signatures).hasSize(6).containsKey("every_step");
    SignatureDef everyStep = signatures.get("every_step");
    assertThat(everyStep.getMethodName()).isEqualTo("tensorflow/serving/predict");
    assertTensor(everyStep.getInputsOrThrow("notes"), DataType.DT_INT32, -1L, 5L);
    assertTensor(everyStep.getOutputsOrThrow("probabilities"), DataType.DT_FLOAT, -1L, 5L, 7L);
  }

  @Test
  void generateTakesAPrimerAndHowToGoOnAndGivesNotes() throws IOException {
    SignatureDef generate = write(Targets.LAST).getSignatureDefOrThrow("generate");
    assertThat(generate.getMethodName()).isEqualTo("tensorflow/serving/predict");
    assertThat(generate.getInputsMap())
        .containsOnlyKeys("primer", "steps", "temperature", "top_k", "seed", "memory");
    assertTensor(generate.getInputsOrThrow("primer"), DataType.DT_INT32, -1L, 5L);
    assertTensor(generate.getInputsOrThrow("steps"), DataType.DT_INT32);
    assertTensor(generate.getInputsOrThrow("temperature"), DataType.DT_FLOAT);
    assertTensor(generate.getInputsOrThrow("top_k"), DataType.DT_INT32);
    assertTensor(generate.getInputsOrThrow("seed"), DataType.DT_INT32, 2L);
    assertTensor(generate.getInputsOrThrow("memory"), DataType.DT_FLOAT);
    assertThat(generate.getOutputsMap()).containsOnlyKeys("notes");
    assertTensor(generate.getOutputsOrThrow("notes"), DataType.DT_INT32, -1L, -1L);
  }

  @Test
  void generateFromUniformsTakesRandomNumbersInPlaceOfSeedAndSteps() throws IOException {
    SignatureDef signature = write(Targets.LAST).getSignatureDefOrThrow("generate_from_uniforms");
    assertThat(signature.getInputsMap())
        .containsOnlyKeys("primer", "uniforms", "temperature", "top_k", "memory");
    assertTensor(signature.getInputsOrThrow("primer"), DataType.DT_INT32, -1L, 5L);
    assertTensor(signature.getInputsOrThrow("uniforms"), DataType.DT_FLOAT, -1L, -1L);
    assertTensor(signature.getInputsOrThrow("temperature"), DataType.DT_FLOAT);
    assertTensor(signature.getInputsOrThrow("top_k"), DataType.DT_INT32);
    assertTensor(signature.getInputsOrThrow("memory"), DataType.DT_FLOAT);
    assertTensor(signature.getOutputsOrThrow("notes"), DataType.DT_INT32, -1L, -1L);
  }

  @Test
  void continuationIsGenerateWithThePrimerAlone() throws IOException {
    Map<String, SignatureDef> signatures = write(Targets.LAST).getSignatureDefMap();
    SignatureDef continuation = signatures.get("continuation");
    assertThat(continuation.getInputsMap()).containsOnlyKeys("primer");
    assertThat(continuation.getOutputsMap()).isEqualTo(signatures.get("generate").getOutputsMap());
  }

  @Test
  void convertersMayReplaceLoopsByOpsWithoutFunctions() throws IOException {
    assertThat(write(Targets.LAST).getGraphDef().getNodeList())
        .filteredOn(node -> node.getOp().equals("StatelessWhile"))
        .isNotEmpty()
        .allMatch(node -> node.getAttrOrThrow("_lower_using_switch_merge").getB());
  }

  @Test
  void isTaggedForServingAndStampedWithTheVersion() throws IOException {
    MetaGraphDef graph = write(Targets.LAST);
    assertThat(graph.getMetaInfoDef().getTagsList()).containsExactly("serve");
    assertThat(graph.getMetaInfoDef().getTensorflowVersion()).isEqualTo(TensorFlow.version());
  }

  @Test
  void holdsNothingOfTraining() throws IOException {
    MetaGraphDef graph = write(Targets.EVERY);
    assertThat(graph.getGraphDef().getNodeList())
        .noneMatch(node -> node.getOp().contains("Adam") || node.getName().contains("adam"))
        .noneMatch(node -> node.getOp().contains("Grad"))
        .noneMatch(node -> node.getOp().contains("CrossEntropy"));
    assertThat(graph.getCollectionDefMap())
        .as("no op that would run at loading and overwrite the weights")
        .containsOnlyKeys("variables", "trainable_variables");
    assertThat(graph.getSignatureDefMap()).doesNotContainKey("__saved_model_init_op");
  }

  @Test
  void listsEveryVariableInTheCollections() throws IOException {
    MetaGraphDef graph = write(Targets.LAST);
    List<String> nodes = graph.getGraphDef().getNodeList().stream().map(NodeDef::getName).toList();
    for (String collection : List.of("variables", "trainable_variables")) {
      List<VariableDef> definitions = definitions(graph, collection);
      assertThat(definitions)
          .extracting(VariableDef::getVariableName)
          .hasSize(15)
          .contains("embedding/embeddings:0", "bidirectional_1/backward/bias:0", "dense/bias:0");
      for (VariableDef definition : definitions) {
        assertThat(definition.getIsResource()).isTrue();
        assertThat(definition.getTrainable()).isTrue();
        assertThat(nodes)
            .contains(definition.getInitializerName())
            .contains(definition.getSnapshotName().replace(":0", ""))
            .contains(definition.getInitialValueName().replace(":0", ""));
      }
    }
  }

  @Test
  void spellsStringConstantsOut() throws IOException {
    MetaGraphDef graph = write(Targets.LAST);
    List<NodeDef> strings =
        nodes(graph.getGraphDef())
            .filter(node -> node.getOp().equals("Const"))
            .filter(node -> node.getAttrOrThrow("dtype").getType() == DataType.DT_STRING)
            .toList();
    assertThat(strings)
        .isNotEmpty()
        .allSatisfy(
            node ->
                assertThat(node.getAttrOrThrow("value").getTensor().getTensorContent()).isEmpty())
        .anySatisfy(
            node ->
                assertThat(node.getAttrOrThrow("value").getTensor().getStringValList())
                    .hasSize(15)
                    .anyMatch(value -> value.toStringUtf8().equals("dense/kernel")));
  }

  @Test
  void graphOfThePapersNetworkIsUnderAMegabyteWithItsLoop() throws IOException {
    ModelSpec thin =
        new ModelSpec(1, 1, ModelSpec.PAPER.layers(), ModelSpec.PAPER.window(), 0, Targets.LAST);
    Networks.train(thin, checkpoints);
    try (InferenceModel model = Networks.trained(thin, checkpoints)) {
      SavedModelWriter.write(model, Networks.loop(model), Networks.VOCABULARY, exported());
    }
    // Weights are in files of their own, so that widths do not count.
    assertThat(Files.size(exported().resolve("saved_model.pb"))).isBetween(100_000L, 1_000_000L);
  }

  @Test
  void leavesAFolderWithContentAlone() throws IOException {
    Files.createDirectory(exported());
    Files.writeString(exported().resolve("mine.txt"), "keep");
    assertThatThrownBy(() -> write(Targets.LAST))
        .isInstanceOf(IOException.class)
        .hasMessage(
            exported() + ": the folder is not empty; name another one or delete this one first");
    assertThat(exported().resolve("mine.txt")).hasContent("keep");
  }

  @Test
  void doesNotReplaceAFile() throws IOException {
    Files.writeString(exported(), "keep");
    assertThatThrownBy(() -> write(Targets.LAST))
        .isInstanceOf(IOException.class)
        .hasMessage(exported() + ": is a file, not a folder; choose another place");
  }

  @Test
  void fillsAnEmptyFolderAndCreatesItsParents() throws IOException {
    Files.createDirectory(exported());
    try (InferenceModel model = Networks.trained(Networks.spec(Targets.LAST), checkpoints)) {
      GenerationLoop loop = Networks.loop(model);
      SavedModelWriter.write(model, loop, Networks.VOCABULARY, exported());
      SavedModelWriter.write(model, loop, Networks.VOCABULARY, folder.resolve("new/deep"));
    }
    assertThat(exported().resolve("saved_model.pb")).isNotEmptyFile();
    assertThat(folder.resolve("new/deep/saved_model.pb")).isNotEmptyFile();
  }

  @Test
  @SuppressWarnings("try") // closed early on purpose
  void leavesNothingBehindWhenItFails() throws IOException {
    try (InferenceModel model = Networks.trained(Networks.spec(Targets.LAST), checkpoints)) {
      GenerationLoop loop = Networks.loop(model);
      model.close();
      Path parent = folder.resolve("parent");
      assertThatThrownBy(
              () ->
                  SavedModelWriter.write(model, loop, Networks.VOCABULARY, parent.resolve("model")))
          .isInstanceOf(IllegalStateException.class);
      assertThat(parent).isEmptyDirectory();
    }
  }

  private Path exported() {
    return folder.resolve("exported");
  }

  private MetaGraphDef write(Targets targets) throws IOException {
    try (InferenceModel model = Networks.trained(Networks.spec(targets), checkpoints)) {
      SavedModelWriter.write(model, Networks.loop(model), Networks.VOCABULARY, exported());
      assertThat(model.variables()).extracting(Variable::name).hasSize(15);
    }
    SavedModel saved =
        SavedModel.parseFrom(Files.readAllBytes(exported().resolve("saved_model.pb")));
    assertThat(saved.getMetaGraphsCount()).isEqualTo(1);
    return saved.getMetaGraphs(0);
  }

  /** The graph's nodes and those of its functions. */
  private static Stream<NodeDef> nodes(GraphDef graph) {
    return Stream.concat(
        graph.getNodeList().stream(),
        graph.getLibrary().getFunctionList().stream()
            .flatMap(function -> function.getNodeDefList().stream()));
  }

  private static List<String> files(Path root) throws IOException {
    try (var files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  private static List<VariableDef> definitions(MetaGraphDef graph, String collection)
      throws InvalidProtocolBufferException {
    List<VariableDef> definitions = new ArrayList<>();
    for (var bytes : graph.getCollectionDefOrThrow(collection).getBytesList().getValueList()) {
      definitions.add(VariableDef.parseFrom(bytes));
    }
    return definitions;
  }

  private static void assertTensor(TensorInfo tensor, DataType type, Long... shape) {
    assertThat(tensor.getDtype()).isEqualTo(type);
    assertThat(tensor.getTensorShape().getDimList())
        .extracting(TensorShapeProto.Dim::getSize)
        .containsExactly(shape);
  }
}
