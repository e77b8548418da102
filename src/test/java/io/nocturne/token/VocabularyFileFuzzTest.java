package io.nocturne.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.nocturne.fuzz.HostileInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(300)
class VocabularyFileFuzzTest {
  private static final Path FILE = Path.of("corpus/vocabulary.json");

  static Stream<byte[]> seeds() throws IOException {
    return Stream.concat(
        TokenizerContractTest.all().map(VocabularyFileFuzzTest::written),
        Stream.of(
            "{\"format\":1,\"tokenizer\":{\"name\":\"pitch\",\"outside\":\"skip\"},\"tokens\":[\"C4\",\"<pad>\"]}"
                .getBytes(UTF_8)));
  }

  @MethodSource("seeds")
  @FuzzTest
  void aVocabularyIsReadAsItWouldBeWrittenOrRefused(byte[] json) {
    HostileInput.read(FILE, () -> VocabularyFile.read(json, FILE))
        .ifPresent(VocabularyFileFuzzTest::writeAndRead);
  }

  private static void writeAndRead(Tokenizer tokenizer) {
    byte[] written = written(tokenizer);
    Tokenizer again =
        HostileInput.read(FILE, () -> VocabularyFile.read(written, FILE)).orElseThrow();
    assertThat(again.vocabulary()).isEqualTo(tokenizer.vocabulary());
    assertThat(written(again)).isEqualTo(written);
  }

  private static byte[] written(Tokenizer tokenizer) {
    return HostileInput.read(FILE, () -> VocabularyFile.bytes(tokenizer)).orElseThrow();
  }
}
