package io.nocturne.cli.spark;

import io.nocturne.base.UserIOException;
import io.nocturne.corpus.BlockReader;
import io.nocturne.corpus.SourceBlock;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Reads each block of files in a Spark job of one task. Spark repeats tasks that are lost. */
final class SparkReader implements BlockReader {
  private final JavaSparkContext spark;
  private final ExecutorService jobs = Executors.newCachedThreadPool();

  private SparkReader(JavaSparkContext spark) {
    this.spark = spark;
  }

  /**
   * Starts a Spark application, which ends when the reader is closed.
   *
   * @throws IOException if it does not start
   */
  static BlockReader open() throws IOException {
    SparkConf configuration = new SparkConf();
    if (!configuration.contains("spark.master")) {
      throw new UserIOException("Spark has no master; start the job by spark-submit");
    }
    try {
      return new SparkReader(new JavaSparkContext(configuration));
    } catch (Exception e) { // Scala code throws checked exceptions undeclared.
      throw failure("Spark does not start", e);
    }
  }

  @Override
  public List<Future<byte[]>> begin(SourceBlock block) {
    CompletableFuture<List<byte[]>> outcomes =
        CompletableFuture.supplyAsync(() -> read(block), jobs);
    return IntStream.range(0, block.size())
        .<Future<byte[]>>mapToObj(file -> outcomes.thenApply(all -> all.get(file)))
        .toList();
  }

  private List<byte[]> read(SourceBlock block) {
    BlockAnswer answer;
    try {
      List<byte[]> task = List.of(JavaBytes.of(block));
      byte[] bytes = spark.parallelize(task, 1).map(SparkReader::answer).first();
      answer = JavaBytes.read(bytes, BlockAnswer.class);
    } catch (Exception e) { // As above.
      throw new CompletionException(failure("Spark gave up", e));
    }
    if (answer.error() != null) {
      throw new CompletionException(new UserIOException(answer.error()));
    }
    return answer.outcomes();
  }

  /** Runs on executors. */
  private static byte[] answer(byte[] block) throws IOException {
    return JavaBytes.of(BlockAnswer.to(JavaBytes.read(block, SourceBlock.class)));
  }

  /** Returns an error of one line; Spark's are stack traces of other processes. */
  private static IOException failure(String what, Exception e) {
    String reason = e.getMessage() == null ? e.toString() : e.getMessage();
    String line = reason.lines().findFirst().orElse("").replaceFirst("\\.$", "");
    return new UserIOException("%s: %s; see the driver's log".formatted(what, line), e);
  }

  /** Begins one block more for each core, so that none waits for the driver. */
  @Override
  public int blocksAhead() {
    try {
      return 2 * Math.max(1, spark.defaultParallelism());
    } catch (IllegalStateException e) {
      return 1; // Spark has been stopped, and the first block says why.
    }
  }

  @Override
  public void close() {
    spark.close();
    jobs.shutdownNow();
  }
}
