package io.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.Nocturne;
import io.nocturne.corpus.Corpus;
import io.nocturne.corpus.EmbeddedCorpus;
import io.nocturne.dataset.SplitSpec;
import io.nocturne.dataset.WindowSpec.Openings;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.Targets;
import io.nocturne.token.EventTokenizer;
import io.nocturne.train.TrainJob;
import io.nocturne.train.TrainSpec;
import io.nocturne.train.TrainSpec.DataSpec;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmptyPieceTest {
  @TempDir private Path folder;

  /** Two events are a bar and its time signature. */
  @Test
  void aPieceWithoutNotesIsWrittenAndWarnedOf() throws Exception {
    Path run = folder.resolve("events");
    Corpus corpus = Corpus.of(EventTokenizer.standard(), EmbeddedCorpus.pieces().subList(0, 2));
    TrainSpec spec =
        TrainSpec.paper()
            .with(new ModelSpec(4, 3, 1, 8, 0, Targets.LAST))
            .with(new DataSpec(400, Openings.PAD, SplitSpec.By.WINDOW, 0.2, 6))
            .with(TrainSpec.paper().fit().withEpochs(1));
    Nocturne.train(new TrainJob(run, folder.resolve("tensorboard"), "embedded", corpus, spec));
    Path out = folder.resolve("a.mid");
    Cli cli =
        Cli.run("generate", "--run", run.toString(), "--out", out.toString(), "--length", "2");
    assertThat(cli.exit()).as(cli.err()).isZero();
    assertThat(cli.err())
        .contains(
            "warning: "
                + out
                + ": no new notes; try another --seed, a larger --length or --min-length\n");
    assertThat(out).exists();
  }
}
