package io.nocturne.cli.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.nocturne.cli.settings.Settings;
import io.nocturne.cli.settings.Syntax.Preset;
import io.nocturne.model.Context;
import io.nocturne.model.ModelSpec;
import io.nocturne.train.TrainSpec;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrainPresetsTest {

  static Stream<String> names() {
    return Stream.of(TrainPresets.all()).map(Preset::name);
  }

  @ParameterizedTest
  @MethodSource("names")
  void describesATrainingThatCanBegin(String name) {
    assertThatCode(() -> spec(name)).doesNotThrowAnyException();
  }

  @Test
  void readsWholePiecesForMusic() throws IOException {
    ModelSpec music = spec("music").model();
    assertThat(music.stateful()).isTrue();
    assertThat(music.context()).isEqualTo(Context.PIECE);
  }

  @Test
  void setsNothingForThePaper() throws IOException {
    assertThat(spec("paper")).isEqualTo(TrainSpec.paper());
  }

  private static TrainSpec spec(String preset) throws IOException {
    List<String> words = List.of("corpus", "--preset", preset);
    return TrainSettings.spec(Settings.parse("train", new TrainCommand().syntax(), words));
  }
}
