package io.nocturne.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.cli.Midi;
import io.nocturne.midi.MidiReader.ReadOptions;
import io.nocturne.preprocess.Preprocessing;
import io.nocturne.rhythm.Grid;
import io.nocturne.token.ChordTokenizer.ChordNames;
import io.nocturne.token.EventTokenizer;
import io.nocturne.token.Tokenizer.OutOfRangePolicy;
import io.nocturne.token.TokenizerFitter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks of files that are read in another process. */
class SourceBlockTest {
  @TempDir private Path folder;

  private PrepareSpec spec(TokenizerFitter tokenizer) {
    return new PrepareSpec(
        List.of(folder, Path.of(EmbeddedCorpus.NAME)),
        Exclusion.NONE,
        tokenizer,
        Preprocessing.of(Map.of("pedal", "sustain", "transpose", "c")),
        Optional.empty(),
        ReadOptions.DEFAULT,
        1,
        1);
  }

  private static SourceBlock block(PrepareSpec spec) throws Exception {
    try (SourceCursor sources = SourceCursor.open(spec.inputs(), spec.exclusion())) {
      return SourceBlock.next(sources, ReadSettings.of(spec)).orElseThrow();
    }
  }

  /** Returns what another process receives. */
  private static <T> T sent(T object) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      @SuppressWarnings("unchecked")
      T received = (T) in.readObject();
      return received;
    }
  }

  private void writeAllKindsOfFiles() throws Exception {
    Midi.file(folder.resolve("a.mid"), 60, 62, 64);
    Midi.cut(folder.resolve("b.mid"), 60, 64, 67);
    Files.writeString(folder.resolve("c.mid"), "Dear Clara", UTF_8);
    byte[] music = Files.readAllBytes(folder.resolve("a.mid"));
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(folder.resolve("d.zip")))) {
      zip.putNextEntry(new ZipEntry("one.mid"));
      zip.write(music);
      zip.putNextEntry(new ZipEntry("../two.mid"));
      zip.write(music);
    }
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(Files.newOutputStream(folder.resolve("e.tar")))) {
      TarArchiveEntry entry = new TarArchiveEntry("three.mid");
      entry.setSize(music.length);
      tar.putArchiveEntry(entry);
      tar.write(music);
      tar.closeArchiveEntry();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"event", "chord"})
  void aBlockIsReadInAnotherProcessAsInThisOne(String tokens) throws Exception {
    writeAllKindsOfFiles();
    PrepareSpec spec =
        spec(
            tokens.equals("event")
                ? TokenizerFitter.of(EventTokenizer.standard())
                : TokenizerFitter.chords(
                    ChordNames.NORMAL_ORDER,
                    Optional.of(Grid.DEFAULT),
                    OutOfRangePolicy.FOLD_OCTAVES,
                    3));
    SourceBlock block = block(spec);
    List<byte[]> here = block.read();
    assertThat(here).hasSizeGreaterThan(6);
    List<byte[]> there = sent(block).read();
    assertThat(there).usingElementComparator(Arrays::compare).isEqualTo(here);
  }

  @Test
  void aFileThatIsAnotherInTheOtherProcessIsAnError() throws Exception {
    Path file = Midi.file(folder.resolve("a.mid"), 60, 62, 64);
    PrepareSpec spec = spec(TokenizerFitter.of(EventTokenizer.standard()));
    SourceBlock sent = sent(block(spec));
    Midi.file(file, 60, 62, 64, 65);
    assertThatThrownBy(() -> sent.read())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(file + ": on ")
        .hasMessageContaining(
            "it is another file than where files are listed, or none; put it where all machines can"
                + " read the same files");
  }
}
