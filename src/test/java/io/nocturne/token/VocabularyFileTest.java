package io.nocturne.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.token.Tokenizer.OutOfRangePolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VocabularyFileTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void readsBackTheTokenizerItWrote(OutOfRangePolicy outside) throws IOException {
    Path file = folder.resolve("vocabulary.json");
    VocabularyFile.write(file, PitchTokenizer.piano(outside));
    Tokenizer read = VocabularyFile.read(file);
    assertThat(read.vocabulary()).isEqualTo(PitchTokenizer.piano().vocabulary());
    assertThat(read)
        .isInstanceOfSatisfying(
            PitchTokenizer.class, pitch -> assertThat(pitch.outside()).isEqualTo(outside));
  }

  @Test
  void writesOneLineOfJson() throws IOException {
    var small = new PitchTokenizer(new Vocabulary(List.of("C4", "<pad>")), OutOfRangePolicy.SKIP);
    assertThat(new String(VocabularyFile.bytes(small), UTF_8))
        .isEqualTo(
            """
            {"format":1,"tokenizer":{"name":"pitch","outside":"skip"},"tokens":["C4","<pad>"]}
            """);
  }

  @Test
  void aMissingFileIsAnErrorThatSaysWhatToDo() {
    Path file = folder.resolve("vocabulary.json");
    assertThatThrownBy(() -> VocabularyFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessage(
            file + ": no such file; copy the vocabulary.json that prepare wrote to this place");
  }

  @Test
  void aNewerFormatIsAnErrorThatSaysSo() {
    assertThatThrownBy(() -> read("{\"format\":2,\"tokens\":{}}"))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "%s: format 2 is newer than format 1, the newest known here; update nocturne",
            folder.resolve("v.json"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                       | format must be a number from 1 on
          []                                       | format must be a number from 1 on
          {"format":"1"}                           | format must be a number from 1 on
          {"format":0}                             | format must be a number from 1 on
          {"format":1}                             | tokenizer.name is missing
          {"format":1,"tokenizer":{"name":7}}      | tokenizer.name must be a string
          {"format":1,"tokenizer":{"name":"x"}}    | tokens must be an array of strings
          {"format":1,"tokenizer":{"name":"x"},"tokens":["C4",3]}         | tokens[1] must be a string
          {"format":1,"tokenizer":{"name":"x"},"tokens":["C4","D4"]}      | a vocabulary must hold the token <pad>
          {"format":1,"tokenizer":{"name":"x"},"tokens":["C4","<pad>"]}   | tokenizer x: no such tokenizer; choose one of pitch, melody, chord, event, performance
          {"format":1,"tokenizer":{"name":"pitch"},"tokens":["C4","<pad>"]} | tokenizer pitch must have the one option outside, had []
          {"format":1,"tokenizer":{"name":"pitch","outside":"x"},"tokens":["C4","<pad>"]} | outside must be one of skip, fold-octaves, was x
          {"format":1,"tokenizer":{"name":"pitch","outside":"skip"},"tokens":["X4","<pad>"]} | tokens of tokenizer pitch must be pitch names from C-1 to G9, was X4
          """)
  void malformedContentIsAnErrorThatNamesTheFileAndTheFault(String json, String fault) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(IOException.class)
        .hasMessage("%s: %s; restore the file that prepare wrote", folder.resolve("v.json"), fault);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"format":1
          {"format":1,"format":1}
          {"format":1} x
          nonsense
          """)
  void whatIsNoJsonIsAnErrorOfOneLine(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(folder.resolve("v.json") + ": it is not JSON: ")
        .hasMessageEndingWith("; restore the file that prepare wrote")
        .hasMessageNotContaining("\n");
  }

  @Test
  void anEmptyFileIsMalformed() {
    assertThatThrownBy(() -> read(""))
        .hasMessageContaining("format must be a number from 1 on; restore");
  }

  private Tokenizer read(String json) throws IOException {
    return VocabularyFile.read(Files.writeString(folder.resolve("v.json"), json));
  }
}
