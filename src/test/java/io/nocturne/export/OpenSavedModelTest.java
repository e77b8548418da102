package io.nocturne.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.nocturne.base.UserIOException;
import io.nocturne.export.SavedModelClient.Request;
import io.nocturne.generate.GenerateSpec;
import io.nocturne.generate.Generator;
import io.nocturne.generate.Sampler;
import io.nocturne.generate.TokenSpace;
import io.nocturne.model.Float32Tolerance;
import io.nocturne.model.InferenceModel;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.Targets;
import io.nocturne.runtime.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

class OpenSavedModelTest {
  @TempDir private static Path checkpoints;
  @TempDir private Path folder;
  private Path exported;

  @BeforeAll
  static void train() {
    for (Targets targets : Targets.values()) {
      Networks.train(Networks.spec(targets), checkpoints);
    }
  }

  @BeforeEach
  void nameTheExport() {
    exported = folder.resolve("exported");
  }

  @ParameterizedTest
  @EnumSource
  void predictsWhatTheExportedModelDoes(Targets targets) throws IOException {
    float[][] logits;
    float[][] probabilities;
    try (InferenceModel model = Networks.trained(Networks.spec(targets), checkpoints)) {
      SavedModelWriter.write(model, Networks.loop(model), Networks.VOCABULARY, exported);
      logits = model.logits(Networks.WINDOWS);
      probabilities = probabilities(model);
    }
    try (OpenSavedModel model = OpenSavedModel.open(exported, Networks.SETTINGS)) {
      Float32Tolerance tolerance = Float32Tolerance.ofLogits(Networks.spec(targets));
      SavedModelClient client = new SavedModelClient(model);
      tolerance.assertClose(client.logits(Networks.WINDOWS), logits);
      tolerance.assertClose(client.probabilities(Networks.WINDOWS), probabilities);
    }
  }

  @ParameterizedTest
  @EnumSource
  void knowsWhatWasExported(Targets targets) throws IOException {
    export(Networks.spec(targets));
    try (OpenSavedModel model = OpenSavedModel.open(exported, Networks.SETTINGS)) {
      assertThat(model.spec()).isEqualTo(Networks.spec(targets));
      assertThat(model.ids()).isEqualTo(Networks.IDS);
      assertThat(model.vocabularyJson()).isEqualTo(Networks.VOCABULARY);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"serving_default", "serve", "every_step"})
  void everySignatureCanBeCalledByName(String signature) throws IOException {
    export(Networks.spec(Targets.EVERY));
    try (SavedModelBundle bundle = SavedModelBundle.load(exported.toString(), "serve");
        TInt32 window = Tensors.ints(Shape.of(1, 5), Networks.WINDOWS[0]);
        Result result = bundle.function(signature).call(Map.of("notes", window))) {
      float sum = 0;
      for (float p : Tensors.toArray((TFloat32) result.get("probabilities").orElseThrow())) {
        assertThat(p).isBetween(0f, 1f);
        sum += p;
      }
      assertThat(Math.round(sum * 1000)).isEqualTo(signature.equals("every_step") ? 5000 : 1000);
    }
  }

  @ParameterizedTest
  @EnumSource
  void generatesTheMostLikelyNoteAfterEachWindow(Targets targets) throws IOException {
    export(Networks.spec(targets));
    try (OpenSavedModel model = OpenSavedModel.open(exported, Networks.SETTINGS)) {
      SavedModelClient client = new SavedModelClient(model);
      TokenSpace space = new TokenSpace(5, Networks.IDS.count(), Networks.IDS.pad());
      int[][] expected =
          new Generator(client::logits, space)
              .generate(Networks.WINDOWS[0], new GenerateSpec(9, 1, 0, Sampler.ofTemperature(0)));
      assertThat(client.generate(firstWindow(), new Request(9, 0, 0, 1, 0)))
          .isDeepEqualTo(expected);
    }
  }

  @Test
  void generatesTheSameFromTheSameSeedAndOtherwiseFromEitherHalfOfIt() throws IOException {
    export(Networks.spec(Targets.LAST));
    try (OpenSavedModel model = OpenSavedModel.open(exported, Networks.SETTINGS)) {
      SavedModelClient client = new SavedModelClient(model);
      int[][] notes = client.generate(firstWindow(), new Request(30, 1, 0, 7, 0));
      assertThat(client.generate(firstWindow(), new Request(30, 1, 0, 7, 0))).isDeepEqualTo(notes);
      assertThat(client.generate(firstWindow(), new Request(30, 1, 0, 8, 0))).isNotEqualTo(notes);
      assertThat(client.generate(firstWindow(), new Request(30, 1, 0, 7L + (1L << 32), 0)))
          .isNotEqualTo(notes);
    }
  }

  @Test
  void opensAModelThatWasMoved() throws IOException {
    export(Networks.spec(Targets.LAST));
    Path moved = Files.move(exported, folder.resolve("moved"));
    try (OpenSavedModel model = OpenSavedModel.open(moved, Networks.SETTINGS)) {
      assertThat(new SavedModelClient(model).logits(Networks.WINDOWS)).hasDimensions(3, 7);
    }
  }

  @Test
  void rejectsAFolderWithoutASavedModel() {
    assertThatThrownBy(this::open)
        .isInstanceOf(UserIOException.class)
        .hasMessage(
            exported
                + ": is not a SavedModel, saved_model.pb is missing; name a folder that export"
                + " wrote");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nocturne.json", "vocabulary.json"})
  void rejectsASavedModelOfAnotherProgram(String missing) throws IOException {
    export(Networks.spec(Targets.LAST));
    Files.delete(exported.resolve("assets.extra").resolve(missing));
    assertThatThrownBy(this::open)
        .isInstanceOf(UserIOException.class)
        .hasMessage(
            exported
                + ": "
                + Path.of("assets.extra", missing)
                + " is missing; if TensorFlow has saved a model of nocturne's again, copy"
                + " assets.extra from it, and save a model of Keras's with"
                + " model.save(\"NAME.keras\")");
  }

  @ParameterizedTest
  @CsvSource({"5,6", "7,8"})
  void rejectsADescriptionOfAnotherNetwork(String from, String to) throws IOException {
    export(Networks.spec(Targets.LAST));
    Path description = exported.resolve("assets.extra/nocturne.json");
    String json = Files.readString(description);
    Files.writeString(
        description, json.replace(": " + from, ": " + to).replace(" : " + from, " : " + to));
    assertThatThrownBy(this::open)
        .isInstanceOf(UserIOException.class)
        .hasMessage(
            exported
                + ": the signature serving_default is not that of the network in"
                + " assets.extra/nocturne.json; export the run again");
  }

  @Test
  void rejectsADamagedGraph() throws IOException {
    export(Networks.spec(Targets.LAST));
    Files.write(exported.resolve("saved_model.pb"), new byte[] {1, 2, 3});
    assertThatThrownBy(this::open)
        .isInstanceOf(UserIOException.class)
        .hasMessage(exported + ": saved_model.pb is damaged; export it again");
  }

  @Test
  void runsNoOpOfTheGraph() throws IOException {
    export(Networks.spec(Targets.LAST));
    Path written = folder.resolve("written");
    SavedModel.Builder model =
        SavedModel.parseFrom(Files.readAllBytes(exported.resolve("saved_model.pb"))).toBuilder();
    MetaGraphDef.Builder graph = model.getMetaGraphsBuilder(0);
    graph.getGraphDefBuilder().addNode(constant("name", written.toString()));
    graph.getGraphDefBuilder().addNode(constant("contents", "text"));
    graph
        .getGraphDefBuilder()
        .addNode(
            NodeDef.newBuilder()
                .setName("write")
                .setOp("WriteFile")
                .addInput("name")
                .addInput("contents"));
    graph.putSignatureDef(
        "__saved_model_init_op",
        SignatureDef.newBuilder()
            .putOutputs("__saved_model_init_op", TensorInfo.newBuilder().setName("write:0").build())
            .build());
    Files.write(exported.resolve("saved_model.pb"), model.build().toByteArray());

    SavedNetwork network = SavedNetwork.read(exported);

    assertThat(network.spec()).isEqualTo(Networks.spec(Targets.LAST));
    assertThat(written).doesNotExist();
  }

  private static NodeDef constant(String name, String value) {
    TensorProto tensor =
        TensorProto.newBuilder()
            .setDtype(DataType.DT_STRING)
            .setTensorShape(TensorShapeProto.getDefaultInstance())
            .addStringVal(ByteString.copyFromUtf8(value))
            .build();
    return NodeDef.newBuilder()
        .setName(name)
        .setOp("Const")
        .putAttr("dtype", AttrValue.newBuilder().setType(DataType.DT_STRING).build())
        .putAttr("value", AttrValue.newBuilder().setTensor(tensor).build())
        .build();
  }

  @Test
  void rejectsDamagedWeights() throws IOException {
    export(Networks.spec(Targets.LAST));
    Files.write(exported.resolve("variables/variables.index"), new byte[] {1, 2, 3});
    assertThatThrownBy(this::open)
        .isInstanceOf(UserIOException.class)
        .hasMessage(
            exported
                + ": its weights cannot be read (the index is shorter than its footer); export the"
                + " run again");
  }

  @Test
  void predictionsLeaveNoNativeMemoryOpen() throws IOException {
    export(Networks.spec(Targets.LAST));
    try (OpenSavedModel model = OpenSavedModel.open(exported, Networks.SETTINGS)) {
      SavedModelClient client = new SavedModelClient(model);
      Request request = new Request(2, 1, 0, 7, 0);
      client.logits(Networks.WINDOWS);
      client.generate(Networks.WINDOWS, request);
      long count = Pointer.totalCount();
      for (int i = 0; i < 5; i++) {
        client.logits(Networks.WINDOWS);
        client.generate(Networks.WINDOWS, request);
      }
      assertThat(Pointer.totalCount()).isLessThanOrEqualTo(count);
    }
  }

  @Test
  @SuppressWarnings("try") // closed early on purpose; the end of the block is the second time
  void canBeClosedTwiceAndNotUsedAfterwards() throws IOException {
    export(Networks.spec(Targets.LAST));
    try (OpenSavedModel model = OpenSavedModel.open(exported, Networks.SETTINGS)) {
      model.close();
      assertThatThrownBy(() -> new SavedModelClient(model).logits(Networks.WINDOWS))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  private static int[][] firstWindow() {
    return new int[][] {Networks.WINDOWS[0]};
  }

  private void open() throws IOException {
    try (OpenSavedModel model = OpenSavedModel.open(exported, Networks.SETTINGS)) {
      assertThat(model.spec()).isNotNull();
    }
  }

  private void export(ModelSpec spec) throws IOException {
    try (InferenceModel model = Networks.trained(spec, checkpoints)) {
      SavedModelWriter.write(model, Networks.loop(model), Networks.VOCABULARY, exported);
    }
  }

  private static float[][] probabilities(InferenceModel model) {
    int[] flat = Networks.IDS.flatten(Networks.WINDOWS, model.spec().window());
    try (TInt32 notes = Tensors.ints(Shape.of(Networks.WINDOWS.length, 5), flat);
        Result result =
            model
                .session()
                .runner()
                .feed(model.notes(), notes)
                .fetch(model.probabilities())
                .run()) {
      return Tensors.toRows((TFloat32) result.get(0));
    }
  }
}
