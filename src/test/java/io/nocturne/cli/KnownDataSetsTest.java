package io.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.corpus.Corpus;
import io.nocturne.corpus.CorpusFolder;
import io.nocturne.corpus.PieceGroups;
import io.nocturne.midi.MidiWriter;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.Track;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands of docs/data.md for known data sets, on folders that are laid out like them. */
class KnownDataSetsTest {

  @TempDir private Path folder;

  /**
   * A data set.
   *
   * @param name the value of {@code --out} in its command
   * @param music paths of files, of which only the first two are of one work
   * @param table path of a table of works, and its rows; empty if it has none
   */
  private record DataSet(String name, List<String> music, List<String> table) {
    static DataSet of(String name, String... music) {
      return new DataSet(name, List.of(music), List.of());
    }

    DataSet with(String... rows) {
      return new DataSet(name, music, List.of(rows));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<DataSet> dataSets() {
    return Stream.of(
        DataSet.of(
                "maestro",
                "maestro-v3.0.0/2018/MIDI-Unprocessed_Chamber3_MID--AUDIO_10_R3_2018_wav--1.midi",
                "maestro-v3.0.0/2008/MIDI-Unprocessed_03_R2_2008_01-03_ORIG_MID--AUDIO.midi",
                "maestro-v3.0.0/2006/MIDI-Unprocessed_17_R1_2006_01-06_ORIG_MID--AUDIO.midi")
            .with(
                "maestro-v3.0.0/maestro-v3.0.0.csv",
                "canonical_composer,canonical_title,split,year,midi_filename,audio_filename,duration",
                "Alban Berg,Sonata Op. 1,train,2018,"
                    + "2018/MIDI-Unprocessed_Chamber3_MID--AUDIO_10_R3_2018_wav--1.midi,a.wav,1.5",
                "Alban Berg,Sonata Op. 1,train,2008,"
                    + "2008/MIDI-Unprocessed_03_R2_2008_01-03_ORIG_MID--AUDIO.midi,b.wav,1.5",
                "Alexander Scriabin,\"3 Etudes, Op. 65\",validation,2006,"
                    + "2006/MIDI-Unprocessed_17_R1_2006_01-06_ORIG_MID--AUDIO.midi,c.wav,1.5"),
        DataSet.of(
                "asap",
                "asap-dataset/Bach/Fugue/bwv_846/Shi05M.mid",
                "asap-dataset/Bach/Fugue/bwv_846/midi_score.mid",
                "asap-dataset/Chopin/Barcarolle/Shi05M.mid")
            .with(
                "asap-dataset/metadata.csv",
                "composer,title,folder,xml_score,midi_score,midi_performance",
                "Bach,Fugue_bwv_846,Bach/Fugue/bwv_846,,Bach/Fugue/bwv_846/midi_score.mid,"
                    + "Bach/Fugue/bwv_846/Shi05M.mid",
                "Chopin,Barcarolle,Chopin/Barcarolle,,,Chopin/Barcarolle/Shi05M.mid"),
        DataSet.of(
            "pop909",
            "POP909-Dataset/POP909/001/001.mid",
            "POP909-Dataset/POP909/001/versions/001-v1.mid",
            "POP909-Dataset/POP909/002/002.mid"),
        DataSet.of(
            "giantmidi",
            "midis/Bach, Johann Sebastian, Toccata in D major, BWV 912, V8WvKK-1b2c.mid",
            "midis/Bach, Johann Sebastian, Toccata in D major, BWV 912, SLNJF0uiqRw.mid",
            "midis/Bach, Johann Sebastian, Toccata in E minor, BWV 914, Giet2Krl6Ww.mid"),
        DataSet.of(
            "aria",
            "aria-midi-v1-deduped-ext/data/aa/000017_0.mid",
            "aria-midi-v1-deduped-ext/data/aa/000017_1.mid",
            "aria-midi-v1-deduped-ext/data/aa/000018_0.mid"),
        DataSet.of(
            "lakh",
            "lmd_matched/A/B/C/TRABCAA128F14A1E9A/1d9d16a9da90c090809c153754823c2b.mid",
            "lmd_matched/A/B/C/TRABCAA128F14A1E9A/5dd29e99ed7bd3cc0c5177a6e9de22ea.mid",
            "lmd_matched/A/B/C/TRABCBB128F14A1E9B/b97c529ab9ef783a849b896816001748.mid"));
  }

  @ParameterizedTest
  @MethodSource("dataSets")
  void theirCommandsKeepWorksTogether(DataSet set) throws IOException {
    layOut(set);
    Cli cli = prepare(set.name());
    assertThat(cli.exit()).as(cli.err()).isZero();
    assertThat(cli.out()).contains("2 groups by").doesNotContain("without a");
    Corpus corpus = CorpusFolder.read(folder.resolve(set.name()));
    // The other work may be the first by name.
    assertThat(PieceGroups.of(corpus.pieces()).numbers())
        .isIn(new int[] {0, 0, 1}, new int[] {0, 1, 1});
  }

  @Test
  void aCollectionWithAFileForEachWorkNeedsNoGroups() throws IOException {
    layOut(DataSet.of("chopin", "nifc-chopin/023-1-BH.mid", "nifc-chopin/024-1-Sm-002.mid"));
    Cli cli = prepare("chopin");
    assertThat(cli.exit()).as(cli.err()).isZero();
    assertThat(CorpusFolder.read(folder.resolve("chopin")).pieces()).hasSize(2);
  }

  private void layOut(DataSet set) throws IOException {
    for (int i = 0; i < set.music().size(); i++) {
      Piece piece = Piece.of("", 480, List.of(note(0, 60 + i), note(480, 62), note(960, 60 - i)));
      Track track = Track.of("PIANO", piece.notes());
      Path file = folder.resolve(set.music().get(i));
      Files.createDirectories(file.getParent());
      MidiWriter.write(piece.withTracks(List.of(track)), 1, file);
    }
    if (!set.table().isEmpty()) {
      List<String> rows = set.table().subList(1, set.table().size());
      Files.write(folder.resolve(set.table().get(0)), rows);
    }
  }

  private static Note note(long onset, int pitch) {
    return new Note(onset, 480, pitch, 64, 0);
  }

  /** Runs the command that the document shows, with its folders in the test's. */
  private Cli prepare(String out) throws IOException {
    String command =
        Markdown.read(Path.of("docs/data.md")).commands().stream()
            .filter(line -> line.startsWith("prepare ") && line.endsWith(" --out " + out))
            .findFirst()
            .orElseThrow();
    String[] words = HelpTest.words(command).toArray(String[]::new);
    for (int i = 1; i < words.length; i++) {
      boolean path = i == 1 || i == words.length - 1 || words[i].endsWith(".csv");
      words[i] = path ? folder.resolve(words[i]).toString() : words[i];
    }
    return Cli.run(words);
  }
}
