package io.nocturne.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.corpus.CorpusPasses.FoundPieces;
import io.nocturne.corpus.FileReport.Changes;
import io.nocturne.corpus.FileReport.FileDiagnostic;
import io.nocturne.corpus.FileReport.Status;
import io.nocturne.corpus.FileReport.TimingFindings;
import io.nocturne.corpus.PieceGrouper.FoundGroups;
import io.nocturne.corpus.Preparation.PrepareListener;
import io.nocturne.corpus.SourceOutcome.ReadPiece;
import io.nocturne.corpus.groups.GroupRule;
import io.nocturne.input.FilePlace.InMidi;
import io.nocturne.music.Silence;
import io.nocturne.preprocess.Preprocessed.Unselected;
import io.nocturne.token.Encoding.EncodingLoss;
import io.nocturne.token.Tokenizer;
import io.nocturne.token.TokenizerFitter.VocabularyLearner;
import io.nocturne.token.Tokens;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parts of a preparation that hold no more than they must. */
class CorpusPassesTest extends PreparationCase {
  /** Some words are counted in memory once, and some of them again later. */
  @Test
  void countsMoreWordsThanItHolds() throws IOException {
    Random random = new Random(3);
    Map<String, Long> expected = new HashMap<>();
    Map<String, Long> counted = new HashMap<>();
    try (WordCounts counts = new WordCounts(folder)) {
      for (int i = 0; i < 4_000; i++) {
        List<String> words = random.ints(150, 0, 600_000).mapToObj(word -> "w" + word).toList();
        words.forEach(word -> expected.merge(word, 1L, Long::sum));
        counts.add(words);
      }
      counts.learn(
          new VocabularyLearner() {
            @Override
            public void add(String word, long count) {
              assertThat(counted.put(word, count)).isNull();
            }

            @Override
            public Tokenizer tokenizer() {
              throw new UnsupportedOperationException();
            }
          });
    }
    assertThat(expected.size()).isGreaterThan(200_000);
    assertThat(counted).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 1000})
  void findsTheMedianOfTempos(int count) throws IOException {
    double[] tempos = new Random(count).doubles(count, 0.01, 900).toArray();
    OptionalDouble expected =
        count == 0
            ? OptionalDouble.empty()
            : DoubleStream.of(tempos).sorted().skip((count - 1) / 2).limit(2 - count % 2).average();
    try (TempoMedian median = new TempoMedian(folder)) {
      for (double tempo : tempos) {
        median.add(tempo);
      }
      assertThat(median.median()).isEqualTo(expected);
    }
  }

  @Test
  void anOutcomeIsReadAsItWasWritten() throws IOException {
    var timing =
        new TimingFindings(
            Collections.nCopies(107, new Silence(960, 48_000, 0.1, 49)), 2, 60.5, 0.75, 0.5, 12);
    var changes =
        new Changes(
            4, new Unselected(2, 5_000_000_000L), new EncodingLoss(3, 2), List.of(), timing);
    var report =
        new FileReport(
            "é/a.mid",
            Status.REPAIRED,
            9,
            changes,
            List.of(new FileDiagnostic(Optional.of(new InMidi(14, 1)), "track 1 ends early")));
    var outcome =
        new SourceOutcome(
            report,
            "0".repeat(64),
            new NoteDigest(-1, Long.MIN_VALUE, 9),
            List.of(
                new ReadPiece(
                    "a#1", OptionalDouble.of(92.5), Tokens.of(0, 127, 128, 65_535), 3, List.of()),
                new ReadPiece(
                    "a#2", OptionalDouble.empty(), Tokens.of(), 0, List.of("C4.E4", "ü"))));
    assertThat(OutcomeCodec.read(OutcomeCodec.bytes(outcome))).isEqualTo(outcome);
  }

  @Test
  void similarPiecesOfVeryManyNotesAreLookedForOnlyToGroupByThem() throws IOException {
    int[] tune = new Random(4).ints(60, 50, 70).toArray();
    write("a.mid", tune);
    write("b.mid", tune[0], tune[1]);
    int[] longer = new Random(4).ints(61, 50, 70).toArray();
    write("c.mid", longer);
    FoundPieces found = found();
    assertThat(groups(found, 123, Optional.empty()).report().unsearched()).isEmpty();
    FoundGroups unsearched = groups(found, 122, Optional.empty());
    assertThat(unsearched.report().unsearched()).hasValue(123);
    assertThat(unsearched.report().similar()).isEmpty();
    FoundGroups auto = groups(found, 122, Optional.of(GroupRule.named("auto", List.of())));
    assertThat(auto.report().unsearched()).isEmpty();
    assertThat(auto.report().similar()).hasSize(1);
  }

  private FoundPieces found() throws IOException {
    PrepareSpec spec = PrepareSpec.of(List.of(folder));
    try (SourceCursor sources = SourceCursor.open(spec.inputs(), spec.exclusion());
        BlockReader reader = new ThreadedReader(spec)) {
      OutcomeBlocks blocks =
          new SourcePass(ReadSettings.of(spec), folder, PrepareListener.NONE).read(sources, reader);
      return new CorpusPasses(spec, blocks, folder, PrepareListener.NONE).pieces().orElseThrow();
    }
  }

  private FoundGroups groups(FoundPieces found, long maxNotes, Optional<GroupRule> rule)
      throws IOException {
    return new PieceGrouper(found.pieces(), folder, maxNotes).find(rule);
  }
}
