package io.nocturne.bench.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import io.nocturne.io.tfrecord.TfRecordWriter;
import io.nocturne.token.PitchTokenizer;
import io.nocturne.token.VocabularyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.tensorflow.proto.BytesList;
import org.tensorflow.proto.Example;
import org.tensorflow.proto.Feature;
import org.tensorflow.proto.Features;
import org.tensorflow.proto.Int64List;

/**
 * Writes a corpus of any size in shards, random walks over the keys of the piano, to measure what
 * does not fit into memory: {@code LargeCorpus FOLDER TOKENS TOKENS-PER-PIECE SHARDS}.
 */
public final class LargeCorpus {
  private static final int KEYS = 88;
  private static final int MAX_STEP = 12;

  private final SplittableRandom random = new SplittableRandom(1);
  private int key = KEYS / 2;
  private long pieces;

  private LargeCorpus() {}

  /** Writes a corpus. */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    long tokens = Long.parseLong(args[1]);
    int shards = Integer.parseInt(args[3]);
    VocabularyFile.write(folder.resolve("vocabulary.json"), PitchTokenizer.piano());
    LargeCorpus corpus = new LargeCorpus();
    for (int shard = 0; shard < shards; shard++) {
      Path file = folder.resolve("corpus-%05d-of-%05d.tfrecord".formatted(shard, shards));
      corpus.write(file, tokens / shards, Integer.parseInt(args[2]));
    }
  }

  private void write(Path file, long tokens, int perPiece) throws IOException {
    try (TfRecordWriter writer = TfRecordWriter.open(file)) {
      for (long done = 0; done < tokens; done += perPiece) {
        writer.write(piece((int) Math.min(perPiece, tokens - done)));
      }
    }
  }

  private byte[] piece(int tokens) {
    Int64List.Builder ids = Int64List.newBuilder();
    for (int i = 0; i < tokens; i++) {
      key = Math.floorMod(key + random.nextInt(-MAX_STEP, MAX_STEP + 1), KEYS);
      ids.addValue(key);
    }
    Features features =
        Features.newBuilder()
            .putFeature("name", bytes("walks/%08d.mid".formatted(pieces++)))
            .putFeature("sha256", bytes("%064x".formatted(pieces)))
            .putFeature("tokens", Feature.newBuilder().setInt64List(ids).build())
            .build();
    return Example.newBuilder().setFeatures(features).build().toByteArray();
  }

  private static Feature bytes(String text) {
    return Feature.newBuilder()
        .setBytesList(BytesList.newBuilder().addValue(ByteString.copyFrom(text, UTF_8)))
        .build();
  }
}
