package io.nocturne.corpus;

import io.nocturne.corpus.OutcomeCodec.TakenSource;
import io.nocturne.corpus.SourceRepeats.FoundRepeats;
import io.nocturne.corpus.SourceRepeats.RepeatReader;
import java.io.IOException;
import java.util.Optional;

/**
 * Sources as they were read, and which of them repeat others. Each pass over them reads the disk,
 * one source after another.
 */
record ReadSources(OutcomeBlocks blocks, FoundRepeats repeats) {

  /** Receives a source. */
  @FunctionalInterface
  interface SourceVisitor {
    /**
     * Receives it.
     *
     * @param source its number, from 0
     * @param why the reason for leaving it out if it repeats another
     */
    void visit(long source, SourceOutcome outcome, Optional<String> why) throws IOException;
  }

  /** Receives a source that is taken. */
  @FunctionalInterface
  interface TakenVisitor {
    /**
     * Receives it.
     *
     * @param source its number, from 0
     */
    void visit(long source, TakenSource taken) throws IOException;
  }

  /** Visits all sources in order. */
  void forEach(SourceVisitor visitor) throws IOException {
    try (RepeatReader reader = repeats.open()) {
      blocks.forEach(
          (source, bytes) -> visitor.visit(source, OutcomeCodec.read(bytes), reader.why(source)));
    }
  }

  /** Visits those that can be taken and repeat no other, in order. */
  void forEachTaken(TakenVisitor visitor) throws IOException {
    try (RepeatReader reader = repeats.open()) {
      blocks.forEach(
          (source, bytes) -> {
            Optional<TakenSource> taken =
                reader.why(source).isEmpty() ? OutcomeCodec.taken(bytes) : Optional.empty();
            if (taken.isPresent()) {
              visitor.visit(source, taken.get());
            }
          });
    }
  }
}
