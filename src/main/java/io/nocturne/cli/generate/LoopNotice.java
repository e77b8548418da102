package io.nocturne.cli.generate;

import io.nocturne.cli.command.Invocation;
import io.nocturne.cli.settings.Setting;
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

/** Reports that a generated piece ends in a loop, and which option prevents it. */
final class LoopNotice {
  private static final int MIN_RUN = 4;
  private static final int MAX_RUN = 12;

  private final Invocation invocation;

  LoopNotice(Invocation invocation) {
    this.invocation = invocation;
  }

  /** A note for comparison with others: pitch, time since the previous note, and length. */
  private record PlayedNote(int pitch, long ticks, long length) {}

  /** Returns the notice for a piece that was written; empty if it does not end in a loop. */
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
                    remedy(loop)));
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

  private String remedy(EndingLoop loop) {
    List<String> remedies = new ArrayList<>();
    if (invocation.value(SamplingOptions.BEAM).isPresent()) {
      remedies.add("sampling instead of --beam");
    } else if (invocation.value(SamplingOptions.TEMPERATURE) < 1) {
      remedies.add("--temperature 1");
    } else {
      Stream.of(SamplingOptions.TOP_K, SamplingOptions.TOP_P, SamplingOptions.MIN_P)
          .filter(invocation::isGiven)
          .map(Setting::option)
          .map(option -> "a looser " + option)
          .forEach(remedies::add);
    }
    remedies.add(SamplingOptions.NO_REPEAT_NGRAM.option() + " " + run(loop));
    return String.join(" or ", remedies);
  }

  /** Returns a run of the loop's length, but not so short that it rules out common figures. */
  private int run(EndingLoop loop) {
    int run = Math.max(MIN_RUN, Math.min(loop.period(), MAX_RUN));
    return invocation
        .value(SamplingOptions.NO_REPEAT_NGRAM)
        .map(tried -> Math.max(1, Math.min(run, tried / 2)))
        .orElse(run);
  }
}
