package io.nocturne.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.model.Directions;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.ModelSpec.DropoutSpec;
import io.nocturne.model.Targets;
import io.nocturne.model.TokenIds;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkDescriptionTest {
  private static final String JSON =
      """
      {"format":1,
       "model":{"embedding":4,"units":3,"layers":2,"window":5,"dropout":0.2,"targets":"last",
        "directions":"both"},
       "tokens":{"count":7,"pad":6}}
      """;

  @ParameterizedTest
  @EnumSource
  void comesBackAsItWasWritten(Targets targets) {
    NetworkDescription description =
        new NetworkDescription(new ModelSpec(4, 3, 2, 5, 0.25, targets), new TokenIds(7, 6));
    assertThat(NetworkDescription.fromJson(description.toJson())).isEqualTo(description);
  }

  @Test
  void comesBackWithLayersThatDiffer() {
    ModelSpec spec =
        new ModelSpec(4, 3, 2, 5, 0, Targets.LAST)
            .withUnits(3, 7)
            .with(new DropoutSpec(List.of(0.25, 0.5), 0.1, List.of(0.3)))
            .asMasked();
    NetworkDescription description = new NetworkDescription(spec, new TokenIds(7, 6));
    assertThat(NetworkDescription.fromJson(description.toJson())).isEqualTo(description);
  }

  @Test
  void saysInWhichDirectionsTheNetworkReads() {
    ModelSpec forward = new ModelSpec(4, 3, 2, 5, 0.25, Targets.LAST, Directions.FORWARD);
    NetworkDescription description = new NetworkDescription(forward, new TokenIds(7, 6));
    assertThat(new String(description.toJson(), StandardCharsets.UTF_8))
        .contains("\"directions\" : \"forward\"");
    assertThat(NetworkDescription.fromJson(description.toJson())).isEqualTo(description);
  }

  /** The first version of the format, which later versions have to read. */
  @Test
  void readsFormatOne() {
    assertThat(read(JSON))
        .isEqualTo(
            new NetworkDescription(
                new ModelSpec(4, 3, 2, 5, 0.2, Targets.LAST), new TokenIds(7, 6)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"format\":1|\"format\":2|format 2 is newer than this version of nocturne reads (1)",
        "\"units\":3|\"unit\":3|units is missing",
        "\"units\":3|\"units\":\"3\"|units must be a number, was \"3\"",
        "\"units\":3|\"units\":3.5|units must be a whole number, was 3.5",
        "\"units\":3|\"units\":3e12|units must be a whole number, was 3.0E12",
        "\"units\":3|\"units\":0|units must be at least 1, was 0",
        "\"last\"|\"first\"|targets must be last or every, was \"first\"",
        "\"both\"|\"back\"|directions must be both or forward, was \"back\"",
        "\"tokens\"|\"ids\"|count is missing",
        "{\"format\"|format|it is not JSON"
      })
  void saysWhatIsWrong(String part, String replacement, String message) {
    assertThatThrownBy(() -> read(JSON.replace(part, replacement)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static NetworkDescription read(String json) {
    return NetworkDescription.fromJson(json.getBytes(StandardCharsets.UTF_8));
  }
}
