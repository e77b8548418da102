package io.nocturne.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedInputStream;
import io.nocturne.token.Vocabulary;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.proto.Int64List;

class PackedIdsTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 127, 128, 16_383, 16_384, Vocabulary.MAX_SIZE - 1})
  void areTheBytesOfProtobuf(int max) throws IOException {
    int[] ids = ids(max);
    Int64List.Builder list = Int64List.newBuilder();
    for (int id : ids) {
      list.addValue(id);
    }
    CodedInputStream message = CodedInputStream.newInstance(list.build().toByteArray());
    message.readTag();
    assertThat(PackedIds.encode(ids)).isEqualTo(message.readByteArray());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 127, 128, 16_383, 16_384, Vocabulary.MAX_SIZE - 1})
  void areReadFromAnyIdOn(int max) {
    int[] ids = ids(max);
    byte[] bytes = PackedIds.encode(ids);
    for (int skipped = 0; skipped < ids.length; skipped++) {
      int[] read = new int[ids.length];
      System.arraycopy(ids, 0, read, 0, skipped);
      int at = PackedIds.skip(bytes, 0, skipped);
      PackedIds.decode(bytes, at, read, skipped, ids.length - skipped);
      assertThat(read).as("after %d ids", skipped).isEqualTo(ids);
    }
    assertThat(PackedIds.skip(bytes, 0, ids.length)).isEqualTo(bytes.length);
  }

  /** Random ids with the smallest and the largest among them. */
  private static int[] ids(int max) {
    int[] ids = new Random(max).ints(50, 0, max + 1).toArray();
    ids[7] = 0;
    ids[31] = max;
    return ids;
  }
}
