package io.nocturne.corpus;

import io.nocturne.corpus.Corpus.TokenizedPiece;
import io.nocturne.io.tfrecord.TfRecordWriter;
import io.nocturne.token.VocabularyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Corpora whose files are read piece by piece, however small they are. */
public final class StoredCorpora {
  private StoredCorpora() {}

  /** Writes a corpus to a new folder, in shards of nearly the same number of pieces. */
  public static void write(Path folder, Corpus corpus, int shards) throws IOException {
    VocabularyFile.write(
        Files.createDirectories(folder).resolve("vocabulary.json"), corpus.tokenizer());
    List<TokenizedPiece> pieces = corpus.pieces();
    for (int shard = 0; shard < shards; shard++) {
      try (TfRecordWriter writer = TfRecordWriter.open(file(folder, shard, shards))) {
        int from = pieces.size() * shard / shards;
        int to = pieces.size() * (shard + 1) / shards;
        for (TokenizedPiece piece : pieces.subList(from, to)) {
          writer.write(CorpusRecords.bytes(piece));
        }
      }
    }
  }

  /** Returns the name of a shard. */
  public static Path file(Path folder, int shard, int shards) {
    return folder.resolve("corpus-%05d-of-%05d.tfrecord".formatted(shard, shards));
  }

  /** Opens the corpus in a folder without holding its tokens. */
  public static Corpus open(Path folder) throws IOException {
    return CorpusFolder.read(folder, 0);
  }

  /** Returns a corpus of the same pieces in the shards of a new folder. */
  public static Corpus of(Path folder, Corpus corpus, int shards) throws IOException {
    write(folder, corpus, shards);
    return open(folder);
  }
}
