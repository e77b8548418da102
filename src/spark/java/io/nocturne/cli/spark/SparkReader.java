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

  /** Starts a Spark application, which ends when the reader is closed. */
  static BlockReader open() throws IOException {
    SparkConf configuration = new SparkConf().setIfMissing("spark.app.name", "nocturne prepare");
    try {
      return new SparkReader(new JavaSparkContext(configuration));
    } catch (Exception e) { // Scala code throws checked exceptions undeclared.
      throw failure("Spark does not start", "start the job by spark-submit", e);
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
      answer = spark.parallelize(List.of(block), 1).map(BlockAnswer::to).first();
    } catch (Exception e) { // As above.
      throw new CompletionException(failure("Spark gave up", "see the log of its driver", e));
    }
    if (answer.problem() != null) {
      throw new CompletionException(new UserIOException(answer.problem()));
    }
    return answer.outcomes();
  }

  /** Returns an error of one line; Spark's are stack traces of other processes. */
  private static IOException failure(String what, String help, Exception e) {
    String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return new UserIOException(
        "%s: %s; %s".formatted(what, reason.replaceFirst("\\.$", ""), help), e);
  }

  /** Begins one block more for each core, so that none waits for the driver. */
  @Override
  public int blocksAhead() {
    return 2 * Math.max(1, spark.defaultParallelism());
  }

  @Override
  public void close() {
    spark.close();
    jobs.shutdownNow();
  }
}
