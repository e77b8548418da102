package io.nocturne.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.corpus.Preparation.PrepareListener;
import io.nocturne.corpus.Preparation.PreparedCorpus;
import io.nocturne.corpus.groups.GroupReport;
import io.nocturne.corpus.groups.GroupReport.FoundNames;
import io.nocturne.corpus.groups.GroupReport.Link;
import io.nocturne.corpus.groups.GroupReport.SimilarNames;
import io.nocturne.corpus.groups.GroupRule;
import io.nocturne.corpus.groups.Membership.ListedPart;
import io.nocturne.midi.MidiReader.ReadOptions;
import io.nocturne.preprocess.Preprocessing;
import io.nocturne.token.PitchTokenizer;
import io.nocturne.token.TokenizerFitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Pieces that belong together, as the report of a preparation names them. */
class GroupedPreparationTest extends PreparationCase {
  @Test
  void piecesInAnotherKeyAreNamedAndGroupedIfAsked() throws IOException {
    int[] tune = new Random(4).ints(60, 50, 70).toArray();
    write("a.mid", tune);
    write("b.mid", 30, 31, 32);
    write("c.mid", Arrays.stream(tune).map(pitch -> pitch + 2).toArray());
    GroupReport alone = prepare(folder).report().groups();
    assertThat(alone.by()).isEmpty();
    assertThat(alone.similar())
        .containsExactly(new SimilarNames("a.mid", "c.mid", 1, 1, 2, Link.APART));
    PreparedCorpus grouped = Preparation.prepare(grouped("auto"), PrepareListener.NONE);
    assertThat(PieceGroups.of(grouped.corpus().pieces()).numbers()).containsExactly(0, 1, 0);
    assertThat(grouped.report().groups())
        .isEqualTo(
            new GroupReport(
                Optional.of("auto"),
                2,
                2,
                FoundNames.of(List.of("b.mid")),
                FoundNames.NONE,
                FoundNames.NONE,
                List.of(new SimilarNames("a.mid", "c.mid", 1, 1, 2, Link.JOINED)),
                OptionalLong.empty()));
  }

  @Test
  void groupsThatAreInSeveralPartsOfTheListedSplitAreNamed() throws IOException {
    write("a.mid", 60, 62);
    write("b.mid", 61, 62);
    write("c.mid", 62, 62);
    Path table =
        Files.writeString(
            folder.resolve("x.csv"), "file,work,split\na.mid,A,train\nb.mid,A,test\n");
    PreparedCorpus prepared = Preparation.prepare(grouped(table.toString()), PrepareListener.NONE);
    assertThat(prepared.report().groups().acrossParts().first()).containsExactly("A");
    assertThat(prepared.report().groups().ungrouped().first()).containsExactly("c.mid");
    assertThat(prepared.corpus().pieces())
        .extracting(piece -> piece.membership().part())
        .containsExactly(
            Optional.of(ListedPart.TRAIN), Optional.of(ListedPart.TEST), Optional.empty());
  }

  private PrepareSpec grouped(String rule) throws IOException {
    return new PrepareSpec(
        List.of(folder),
        Exclusion.NONE,
        TokenizerFitter.of(PitchTokenizer.piano()),
        Preprocessing.NONE,
        Optional.of(GroupRule.named(rule, List.of())),
        ReadOptions.DEFAULT,
        1,
        1);
  }
}
