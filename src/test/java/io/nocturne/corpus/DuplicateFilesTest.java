package io.nocturne.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.corpus.Corpus.TokenizedPiece;
import io.nocturne.corpus.FileReport.Status;
import io.nocturne.corpus.Preparation.PreparedCorpus;
import io.nocturne.midi.MidiWriter;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files of the same music, of which the first is taken. */
class DuplicateFilesTest extends PreparationCase {
  @Test
  void theSameBytesAreTakenOnce() throws IOException {
    Path first = write("a.mid", 60, 62);
    Files.copy(first, folder.resolve("z.mid"));
    write("c.mid", 61);
    PreparedCorpus prepared = prepare(folder);
    assertThat(prepared.corpus().pieces())
        .extracting(TokenizedPiece::name)
        .containsExactly("a.mid", "c.mid");
    assertDuplicate(prepared.files().get(2), "same bytes as " + first);
    assertThat(prepared.report().notes()).isEqualTo(3);
  }

  @Test
  void theSameNotesInOtherBytesAreTakenOnce() throws IOException {
    Path first = write("a.mid", 60, 62);
    MidiWriter.write(piece(60, 62), 0, folder.resolve("b.mid"));
    PreparedCorpus prepared = prepare(folder);
    assertThat(prepared.corpus().pieces()).hasSize(1);
    assertDuplicate(prepared.files().get(1), "same notes as " + first);
  }

  @Test
  void theSameTokensOfOtherNotesAreTakenOnce() throws IOException {
    Path first = write("a.mid", 60, 62);
    Path later = folder.resolve("later.mid");
    MidiWriter.write(
        Piece.of("later", 480, List.of(new Note(960, 60, 60, 80, 0), new Note(1920, 7, 62, 9, 0))),
        1,
        later);
    PreparedCorpus prepared = prepare(folder);
    assertThat(prepared.corpus().pieces()).hasSize(1);
    assertDuplicate(prepared.files().get(1), "same tokens as " + first);
    assertThat(prepared.report().notes()).isEqualTo(2);
  }

  @Test
  void aFileThatWasSkippedIsNoOriginal() throws IOException {
    Files.writeString(folder.resolve("a.mid"), "the same rubbish");
    Files.writeString(folder.resolve("b.mid"), "the same rubbish");
    write("c.mid", 60);
    assertThat(statuses(prepare(folder).files()))
        .containsExactly(Status.SKIPPED, Status.SKIPPED, Status.READ);
  }

  private static void assertDuplicate(FileReport file, String why) {
    assertThat(file.status()).isEqualTo(Status.DUPLICATE);
    assertThat(file.diagnostics())
        .extracting(FileReport.FileDiagnostic::message)
        .containsExactly(why);
  }
}
