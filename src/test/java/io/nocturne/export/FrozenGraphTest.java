package io.nocturne.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.model.Float32Tolerance;
import io.nocturne.model.InferenceModel;
import io.nocturne.model.Targets;
import io.nocturne.runtime.Tensors;
import io.nocturne.runtime.Variables;
import io.nocturne.runtime.Variables.Variable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

class FrozenGraphTest {
  @TempDir private static Path checkpoints;
  @TempDir private Path folder;
  private Path file;

  @BeforeAll
  static void train() {
    for (Targets targets : Targets.values()) {
      Networks.train(Networks.spec(targets), checkpoints);
    }
  }

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("graphs/run.pb");
  }

  @ParameterizedTest
  @EnumSource
  void predictsWhatTheModelDoes(Targets targets) throws IOException {
    float[][] logits;
    try (InferenceModel model = Networks.trained(Networks.spec(targets), checkpoints)) {
      FrozenGraph.write(model, file);
      logits = model.logits(Networks.WINDOWS);
    }
    Float32Tolerance.ofLogits(Networks.spec(targets)).assertClose(run("logits"), logits);
  }

  @ParameterizedTest
  @EnumSource
  void holdsTheWeightsAsConstantsAndNothingToRestoreThem(Targets targets) throws IOException {
    Set<String> ops =
        write(targets).getNodeList().stream().map(NodeDef::getOp).collect(Collectors.toSet());
    assertThat(ops)
        .contains("Const", "Placeholder", "Softmax")
        .doesNotContain("VarHandleOp", "ReadVariableOp", "AssignVariableOp", "RestoreV2", "SaveV2");
  }

  @Test
  void namesTheConstantsAsTheVariablesAre() throws IOException {
    assertThat(write(Targets.LAST).getNodeList())
        .filteredOn(node -> node.getOp().equals("Const"))
        .extracting(NodeDef::getName)
        .contains("embedding/embeddings", "bidirectional_1/backward/bias", "dense/kernel");
  }

  @Test
  void hasNoPartThatOnlyGenerates() throws IOException {
    try (InferenceModel model = Networks.trained(Networks.spec(Targets.LAST), checkpoints)) {
      assertThat(model.addGenerationLoop(Optional.empty()).notes()).isNotNull();
      FrozenGraph.write(model, file);
    }
    GraphDef graph = GraphDef.parseFrom(Files.readAllBytes(file));
    assertThat(graph.getLibrary().getFunctionCount()).isZero();
    assertThat(graph.getNodeList()).noneMatch(node -> node.getName().startsWith("generate"));
  }

  @Test
  void hasEveryStepWhereEveryStepIsATarget() throws IOException {
    assertThat(write(Targets.EVERY).getNodeList())
        .extracting(NodeDef::getName)
        .contains("notes", "logits", "probabilities", "every_step");
  }

  @Test
  void replacesTheFile() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "older");
    write(Targets.LAST);
    assertThat(file.getParent()).isDirectoryContaining(path -> path.equals(file));
    assertThat(run("probabilities")).hasDimensions(3, 7);
  }

  @Test
  void rejectsAFolder() throws IOException {
    Files.createDirectories(file);
    assertThatThrownBy(() -> write(Targets.LAST))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": is a folder; name a file");
  }

  @Test
  void saysThatLargerWeightsDoNotFit() {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Variables variables = new Variables(graph);
      Shape shape = Shape.of(600_000_000);
      variables.addFloat("dense/kernel", shape, tf.fill(tf.constant(shape), tf.constant(0f)));
      List<Variable<?>> all = variables.all();
      assertThatThrownBy(() -> FrozenGraph.requireFits(file, 0, all))
          .isInstanceOf(IOException.class)
          .hasMessage(
              file
                  + ": a frozen graph is at most 2 GB and the weights alone are 2,400,000,000"
                  + " bytes; export a SavedModel");
    }
  }

  private GraphDef write(Targets targets) throws IOException {
    try (InferenceModel model = Networks.trained(Networks.spec(targets), checkpoints)) {
      FrozenGraph.write(model, file);
    }
    return GraphDef.parseFrom(Files.readAllBytes(file));
  }

  private float[][] run(String output) throws IOException {
    int[] flat = Networks.IDS.flatten(Networks.WINDOWS, 5);
    try (Graph graph = new Graph()) {
      graph.importGraphDef(GraphDef.parseFrom(Files.readAllBytes(file)));
      try (Session session = Networks.SETTINGS.open(graph);
          TInt32 notes = Tensors.ints(Shape.of(Networks.WINDOWS.length, 5), flat);
          Result result = session.runner().feed("notes", notes).fetch(output).run()) {
        return Tensors.toRows((TFloat32) result.get(0));
      }
    }
  }
}
