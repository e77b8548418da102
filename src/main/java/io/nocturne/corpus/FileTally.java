package io.nocturne.corpus;

import io.nocturne.corpus.FileReport.Changes;
import io.nocturne.corpus.FileReport.Status;
import io.nocturne.corpus.FileReport.TimingFindings;
import io.nocturne.corpus.FileTotals.KeyTotals;
import io.nocturne.corpus.FileTotals.LocatedSilence;
import io.nocturne.corpus.FileTotals.PlayedTotals;
import io.nocturne.corpus.FileTotals.SilenceTotals;
import io.nocturne.corpus.FileTotals.StatusTotal;
import io.nocturne.music.Silence;
import io.nocturne.preprocess.Preprocessed.KeyChange;
import io.nocturne.preprocess.Preprocessed.Unselected;
import io.nocturne.token.Encoding.EncodingLoss;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Adds up the reports of files, one after another, in the memory of {@link FileTotals}. */
final class FileTally {
  private final Map<Status, StatusTotal> statuses = new EnumMap<>(Status.class);
  private final List<FileReport> findings = new ArrayList<>();
  private long excluded;
  private EncodingLoss loss = EncodingLoss.NONE;
  private long percussion;
  private Unselected unselected = Unselected.NONE;
  private KeyTotals keys = new KeyTotals(0, 0, 0);
  private SilenceTotals silences = new SilenceTotals(0, 0, 0, Optional.empty(), 0, 0);
  private PlayedTotals played = new PlayedTotals(0, 0, Optional.empty());

  /** Adds the report of a file; the files come in the order of reading. */
  void add(FileReport file) {
    statuses.merge(
        file.status(),
        new StatusTotal(1, file.notes()),
        (one, other) -> new StatusTotal(one.files() + other.files(), one.notes() + other.notes()));
    if (file.status() != Status.READ && findings.size() < FileTotals.MAX_FINDINGS) {
      findings.add(file);
    }
    if (file.status().taken()) {
      addTaken(file, file.changes());
    }
  }

  /** Adds files that were left out before they were read. */
  void addExcluded(long files) {
    excluded += files;
  }

  private void addTaken(FileReport file, Changes changes) {
    loss = loss.plus(changes.loss());
    percussion += changes.percussion();
    unselected = unselected.plus(changes.unselected());
    changes.keys().forEach(this::addKey);
    addSilences(file.file(), changes.timing());
    if (changes.timing().looksPlayed()) {
      played =
          new PlayedTotals(
              played.files() + 1,
              played.pedaled() + (changes.timing().pedalChanges() > 0 ? 1 : 0),
              played.first().or(() -> Optional.of(file.file())));
    }
  }

  private void addKey(KeyChange change) {
    keys =
        new KeyTotals(
            keys.pieces() + 1,
            keys.moved() + (change.semitones() != 0 ? 1 : 0),
            keys.unknown() + (change.key().isEmpty() ? 1 : 0));
  }

  private void addSilences(String file, TimingFindings timing) {
    double seconds = silences.seconds();
    Optional<LocatedSilence> longest = silences.longest();
    for (Silence silence : timing.silences()) {
      seconds += silence.seconds();
      if (longest.isEmpty() || silence.seconds() > longest.get().silence().seconds()) {
        longest = Optional.of(new LocatedSilence(file, silence));
      }
    }
    silences =
        new SilenceTotals(
            silences.count() + timing.silences().size(),
            silences.files() + (timing.silences().isEmpty() ? 0 : 1),
            seconds,
            longest,
            silences.shortened() + timing.shortened(),
            silences.secondsTakenOut() + timing.secondsTakenOut());
  }

  FileTotals totals() {
    return new FileTotals(
        statuses, excluded, loss, percussion, unselected, keys, silences, played, findings);
  }
}
