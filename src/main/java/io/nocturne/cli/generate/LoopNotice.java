package io.nocturne.cli.generate;

import io.nocturne.cli.command.Invocation;
import io.nocturne.cli.settings.Setting;
import io.nocturne.generate.EndingLoop;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells that a generated piece goes round in circles, and which option cures it. */
final class LoopNotice {
  private static final int SHORTEST_RUN = 4;
  private static final int LONGEST_RUN = 12;

  private final Invocation invocation;

  LoopNotice(Invocation invocation) {
    this.invocation = invocation;
  }

  /** What makes a note the same as another: pitch, time since the note before, and length. */
  private record PlayedNote(int pitch, long ticks, long length) {}

  /** The notice for a piece that was written; empty if it ends in no loop. */
  Optional<String> of(Path file, Piece piece) {
    return EndingLoop.atEndOf(symbols(piece.notes()))
        .map(
            loop ->
                String.format(
                    Locale.ROOT,
                    "%s: loops from note %,d with period %d; try %s",
                    file,
                    loop.start() + 1,
                    loop.period(),
                    cure(loop)));
  }

  private static int[] symbols(List<Note> notes) {
    Map<PlayedNote, Integer> known = new HashMap<>();
    int[] symbols = new int[notes.size()];
    for (int i = 0; i < symbols.length; i++) {
      Note note = notes.get(i);
      long ticks = i == 0 ? 0 : note.onsetTicks() - notes.get(i - 1).onsetTicks();
      PlayedNote step = new PlayedNote(note.pitch(), ticks, note.durationTicks());
      symbols[i] = known.computeIfAbsent(step, unseen -> known.size());
    }
    return symbols;
  }

  private String cure(EndingLoop loop) {
    List<String> cures = new ArrayList<>();
    if (invocation.value(SamplingOptions.BEAM).isPresent()) {
      cures.add("drawing instead of --beam");
    } else if (invocation.value(SamplingOptions.TEMPERATURE) < 1) {
      cures.add("--temperature 1");
    } else {
      Stream.of(SamplingOptions.TOP_K, SamplingOptions.TOP_P, SamplingOptions.MIN_P)
          .filter(invocation::isGiven)
          .map(Setting::option)
          .map(option -> "a looser " + option)
          .forEach(cures::add);
    }
    cures.add(SamplingOptions.NO_REPEAT_NGRAM.option() + " " + run(loop));
    return String.join(" or ", cures);
  }

  /** A run as long as the loop cannot come again; a short one should, now and then. */
  private int run(EndingLoop loop) {
    int run = Math.max(SHORTEST_RUN, Math.min(loop.period(), LONGEST_RUN));
    return invocation
        .value(SamplingOptions.NO_REPEAT_NGRAM)
        .map(tried -> Math.max(1, Math.min(run, tried / 2)))
        .orElse(run);
  }
}
