package io.nocturne.cli.spark;

import io.nocturne.cli.Main;
import io.nocturne.cli.corpus.CorpusCommands;
import java.util.List;

/**
 * The main class for {@code spark-submit}: {@code prepare} with files read by Spark's executors.
 */
public final class PrepareJob {
  private PrepareJob() {}

  /**
   * Runs {@code prepare} and ends the process as {@link Main#main} does.
   *
   * @param args the word {@code prepare} and what follows it on nocturne's command line
   */
  public static void main(String[] args) {
    Main.run(List.of(CorpusCommands.prepare(SparkReader::open)), args);
  }
}
