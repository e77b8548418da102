package io.nocturne.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.model.Directions;
import io.nocturne.model.LayerSummary;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.ModelSpec.DropoutSpec;
import io.nocturne.model.Targets;
import io.nocturne.model.TokenIds;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ModelDiagramTest {
  private static final TokenIds PIANO = new TokenIds(89, 88);

  private static ModelSpec spec(int layers, int window, Targets targets) {
    return new ModelSpec(128, 256, layers, window, 0.2, targets);
  }

  private static Element parsed(ModelSpec spec, TokenIds ids) {
    try {
      return DocumentBuilderFactory.newDefaultInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(ModelDiagram.svg("run", spec, ids)))
          .getDocumentElement();
    } catch (Exception e) {
      throw new AssertionError("not well-formed", e);
    }
  }

  private static List<String> texts(ModelSpec spec) {
    NodeList elements = parsed(spec, PIANO).getElementsByTagName("text");
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < elements.getLength(); i++) {
      texts.add(elements.item(i).getTextContent());
    }
    return texts;
  }

  private static List<Element> boxes(ModelSpec spec, String style) {
    NodeList elements = parsed(spec, PIANO).getElementsByTagName("rect");
    List<Element> boxes = new ArrayList<>();
    for (int i = 0; i < elements.getLength(); i++) {
      Element box = (Element) elements.item(i);
      if (box.getAttribute("class").equals(style)) {
        boxes.add(box);
      }
    }
    return boxes;
  }

  @ParameterizedTest
  @CsvSource({"1, LAST", "2, LAST", "3, EVERY", "16, EVERY"})
  void showsEachLayersNameShapeAndWeights(int layers, Targets targets) {
    ModelSpec spec = spec(layers, 40, targets);
    List<String> texts = texts(spec);
    for (LayerSummary layer : LayerSummary.of(spec, PIANO)) {
      assertThat(texts).contains(layer.name(), layer.type(), layer.outputShape());
      if (layer.weights() > 0) {
        assertThat(texts).contains(String.format(Locale.ROOT, "%,d weights", layer.weights()));
      }
    }
  }

  @Test
  void showsUnitsAndDropoutOfEachLayer() {
    ModelSpec spec =
        spec(2, 40, Targets.LAST)
            .withUnits(128, 64)
            .with(new DropoutSpec(List.of(0.2, 0.0), 0.1, List.of(0.0, 0.3)));
    assertThat(texts(spec))
        .contains("units of a direction: 128", "units of a direction: 64")
        .contains("a share of 0.1 is set to 0 while training", "spatial_dropout_1")
        .contains("nothing is dropped");
  }

  @Test
  void showsAllWeightsTogether() {
    // Keras's count_params() for the study's network with 89 tokens.
    assertThat(texts(ModelSpec.PAPER)).contains("1,832,665 weights in all; B is the batch");
  }

  @Test
  void predictsTheNoteAfterTheWindow() {
    assertThat(texts(spec(2, 40, Targets.LAST)))
        .contains("note 1", "note 2", "note 40", "note 41")
        .doesNotContain("note 3");
    assertThat(boxes(spec(2, 40, Targets.LAST), "result")).hasSize(1);
  }

  @Test
  void predictsEveryNoteAndSaysWhichIsAPrediction() {
    assertThat(texts(spec(2, 40, Targets.EVERY)))
        .contains("note 3", "note 41")
        .contains("All but the last are known to the backward GRU, which has read them.");
    assertThat(boxes(spec(2, 40, Targets.EVERY), "result")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "4, 4", "5, 3", "4096, 3"})
  void drawsNoMoreStepsThanThereAre(int window, int drawn) {
    assertThat(boxes(spec(1, window, Targets.LAST), "forward")).hasSize(drawn);
    assertThat(boxes(spec(1, window, Targets.EVERY), "backward")).hasSize(drawn);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 16})
  void drawsBothDirectionsOfEachLayer(int layers) {
    assertThat(boxes(spec(layers, 40, Targets.LAST), "forward")).hasSize(3 * layers);
    assertThat(boxes(spec(layers, 40, Targets.LAST), "backward")).hasSize(3 * layers);
  }

  @Test
  void drawsNoBackwardGrusInANetworkThatReadsForward() {
    ModelSpec forward = spec(2, 40, Targets.EVERY).with(Directions.FORWARD);
    assertThat(boxes(forward, "forward")).hasSize(6);
    assertThat(boxes(forward, "backward")).isEmpty();
    assertThat(texts(forward))
        .contains("gru_0", "GRU", "units: 256")
        .noneMatch(text -> text.contains("backward"));
  }

  @ParameterizedTest
  @CsvSource({
    "1, LAST, BOTH", "1, EVERY, BOTH", "16, LAST, BOTH", "16, EVERY, BOTH",
    "1, LAST, FORWARD", "1, EVERY, FORWARD", "16, LAST, FORWARD", "16, EVERY, FORWARD"
  })
  void keepsWithinItsPaper(int layers, Targets targets, Directions directions) {
    Element svg = parsed(spec(layers, 40, targets).with(directions), PIANO);
    double height = Double.parseDouble(svg.getAttribute("height"));
    NodeList texts = svg.getElementsByTagName("text");
    double lowest = 0;
    for (int i = 0; i < texts.getLength(); i++) {
      lowest = Math.max(lowest, Double.parseDouble(((Element) texts.item(i)).getAttribute("y")));
    }
    assertThat(lowest).isBetween(height - 60, height - 10);
  }

  @Test
  void describesItselfToThoseWhoDoNotSeeIt() {
    assertThat(parsed(ModelSpec.PAPER, PIANO).getElementsByTagName("desc").item(0).getTextContent())
        .isEqualTo(
            "From 40 notes through an embedding of 89 tokens in 128 dimensions, 2 bidirectional GRU"
                + " layers of 256 units a direction and a dense softmax layer to the probabilities"
                + " of the next note; 1,832,665 weights.");
  }

  @Test
  void cutsOffANameThatWouldRunOut() {
    byte[] svg = ModelDiagram.svg("x".repeat(100), ModelSpec.PAPER, PIANO);
    assertThat(new String(svg, StandardCharsets.UTF_8))
        .contains(">" + "x".repeat(60) + "\u2026</text>");
  }
}
