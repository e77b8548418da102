package io.nocturne.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.survey.AnswerKey.Source;
import io.nocturne.survey.StudySpec.Timing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyWriterTest {
  @TempDir static Path place;
  private static StudyFolder folder;
  private static Study study;

  @BeforeAll
  static void make() throws Exception {
    folder = Studies.make(place.resolve("study"));
    study = folder.study();
  }

  private static double[] samples(String excerpt) throws Exception {
    ByteBuffer wav = ByteBuffer.wrap(Files.readAllBytes(folder.sound(excerpt)));
    wav.order(ByteOrder.LITTLE_ENDIAN).position(44);
    return IntStream.range(0, wav.remaining() / 2)
        .mapToDouble(i -> wav.getShort() / 32767.0)
        .toArray();
  }

  @Test
  void makesAllExcerptsEquallyLongAndLoud() throws Exception {
    assertThat(study.excerpts()).hasSize(4);
    for (String excerpt : study.excerpts()) {
      double[] samples = samples(excerpt);
      assertThat(samples).hasSize(44_100);
      assertThat(LoudnessMeter.integrated(samples, 44_100))
          .isEqualTo(study.loudness(), within(0.05));
      assertThat(Arrays.stream(samples).map(Math::abs).max().orElseThrow()).isLessThan(0.9);
    }
  }

  @Test
  void namesTheSourcesInTheKeyAlone() throws Exception {
    assertThat(folder.key().excerpts())
        .extracting(AnswerKey.KeyEntry::excerpt)
        .isEqualTo(study.excerpts())
        .isSorted();
    for (String name : List.of("study.json", "participants.csv", "consent.txt")) {
      assertThat(folder.path().resolve(name)).content().doesNotContain("chance", ".mid");
    }
  }

  @Test
  void givesEachParticipantATokenAndAnOrderOfTheirOwn() throws Exception {
    assertThat(folder.tokens()).containsOnlyKeys(1, 2, 3);
    assertThat(folder.tokens().values())
        .doesNotHaveDuplicates()
        .allMatch(token -> token.matches("[0-9a-f]{32}"));
    assertThat(study.orderOf(1))
        .containsExactlyInAnyOrderElementsOf(study.excerpts())
        .isNotEqualTo(study.orderOf(2));
  }

  @Test
  void replacesNoStudy() {
    assertThatThrownBy(() -> Studies.make(folder.path()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the folder is not empty");
    assertThatThrownBy(() -> Studies.make(folder.path().resolve("study.json")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is a file, not a folder");
  }

  @Test
  void takesAnEmptyFolder(@TempDir Path empty) throws Exception {
    assertThat(Studies.make(empty.resolve(".")).study().excerpts()).hasSize(4);
    assertThat(empty.resolve("study.json")).exists();
  }

  @Test
  void refusesToDrawFromASingleChordAsIfTimeWentOn() {
    Piece chord =
        Piece.of(
            "chord.mid", 480, List.of(new Note(0, 480, 60, 64, 0), new Note(0, 480, 64, 64, 0)));
    ExcerptSampler choice = new ExcerptSampler(new StudySpec("Chords", 1, Timing.OWN, 5, 3));
    Source chance = new Source(Source.SourceType.RANDOM, "chance");
    assertThatThrownBy(() -> choice.random(chance, List.of(chord), 1))
        .hasMessage("chance: no piece has one note after another to sample from; give others");
  }

  @Test
  void saysIfTooFewPiecesAreLongEnough() {
    StudySpec spec = new StudySpec("a", 60, Timing.EVEN, 5, 3);
    assertThatThrownBy(
            () ->
                new ExcerptSampler(spec)
                    .human(
                        new Source(Source.SourceType.HUMAN, "people"),
                        List.of(Studies.piece("a.mid", 1, 80)),
                        1))
        .hasMessage(
            "people: 0 of 1 pieces have 60.0 seconds without long silences, 1 are needed; give"
                + " more, or ask for fewer");
  }

  @Test
  void putsAllOfAPageInOneFileButTheKey() throws Exception {
    StaticPage.write(folder);
    assertThat(folder.page())
        .content()
        .contains(study.excerpts())
        .contains("<title>A &lt;small&gt; study</title>")
        .doesNotContain("chance", "SplittableRandom", "http:", "https:");
  }
}
