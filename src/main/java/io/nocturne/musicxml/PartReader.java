package io.nocturne.musicxml;

import io.nocturne.music.Note;
import io.nocturne.musicxml.ScorePart.Instrument;
import io.nocturne.musicxml.ScorePart.PartMeasure;
import io.nocturne.musicxml.ScorePart.PedalMark;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a part, measure by measure and element by element. */
final class PartReader {
  private static final int MAX_NOTES = 1_000_000;
  private static final long UNLIMITED = Integer.MAX_VALUE;
  private static final String DEFAULT_VOICE = "1";

  private final WrittenScore score;
  private final ScorePart part;
  private final ScoreSurvey survey;
  private final Findings findings;
  private final Position position;
  private final Attributes attributes;
  private final PlaybackDirections directions;
  private final Map<String, Voice> voices = new HashMap<>();

  /** The voices with grace notes in the present measure; there may be more voices than notes. */
  private final Set<Voice> withGraces = new LinkedHashSet<>();

  private long measureStart;
  private int velocity = Dynamics.UNMARKED;
  private int noteCount;

  // The present measure.
  private ScoreMeasure measure = new ScoreMeasure();
  private MeasureStatements stated = new MeasureStatements();
  private List<WrittenNote> notes = new ArrayList<>();
  private List<PedalMark> pedals = new ArrayList<>();
  private double chordStart;

  PartReader(WrittenScore score, ScorePart part, ScoreSurvey survey, Findings findings) {
    this.score = score;
    this.part = part;
    this.survey = survey;
    this.findings = findings;
    position = new Position(survey.ticksPerQuarter());
    attributes = new Attributes(survey, findings);
    directions = new PlaybackDirections(findings);
  }

  void beginMeasure() throws ScoreException {
    measure = score.measure(part.measureCount(), findings);
    stated = new MeasureStatements();
    notes = new ArrayList<>();
    pedals = new ArrayList<>();
    chordStart = 0;
    position.beginMeasure();
  }

  /** Reads an element of the present measure. */
  void read(Element element) throws ScoreException {
    switch (element.name()) {
      case "note" -> note(element);
      case "backup" -> move(element, -1);
      case "forward" -> move(element, 1);
      case "attributes" -> attributes.read(element, position, stated);
      case "direction" -> directions.read(element, position, target());
      case "sound" -> directions.readSound(element, position, target());
      case "barline" -> measure.repeats.read(element);
      default -> {
        // Harmonies, figured bass, print and others do not sound.
      }
    }
  }

  private PlaybackDirections.MeasureTarget target() {
    return new PlaybackDirections.MeasureTarget(stated, pedals, measure.repeats);
  }

  private void move(Element element, int direction) throws ScoreException {
    double quarters = position.quarters(element.number("duration"));
    if (!(quarters >= 0)) {
      findings.report(Problem.MOVE);
    } else if (!position.move(direction * quarters)) {
      findings.report(Problem.BACKUP);
    }
  }

  private void note(Element element) throws ScoreException {
    Voice voice =
        voices.computeIfAbsent(
            element.child("voice").map(Element::text).orElse(DEFAULT_VOICE),
            name -> new Voice(survey.ticksPerQuarter()));
    boolean isInChord = element.has("chord");
    if (element.has("grace")) {
      grace(element, voice, isInChord);
      return;
    }
    double quarters = position.quarters(element.number("duration"));
    if (!(quarters > 0)) {
      findings.report(Problem.NO_DURATION);
      // MuseScore 2 wrote negative durations, which what follows takes into account.
      position.move(quarters < 0 ? quarters : 0);
      return;
    }
    if (!isInChord) {
      chordStart = position.at();
      position.move(quarters);
    }
    long onset = position.ticks(chordStart);
    long length = position.ticks(chordStart + quarters) - onset;
    if (!isInChord) {
      voice.begin(measureStart, onset, length, available(onset));
    }
    if (sounds(element)) {
      add(element, voice, onset, length).ifPresent(voice::add);
    }
    level(element, onset);
  }

  private void grace(Element element, Voice voice, boolean isInChord) throws ScoreException {
    if (sounds(element)) {
      long onset = position.ticks();
      Element grace = element.child("grace").orElseThrow();
      add(element, voice, onset, 0).ifPresent(note -> voice.addGrace(note, grace, isInChord));
      withGraces.add(voice);
    }
  }

  /** Returns the time before a place of the measure; nothing sounds before the piece begins. */
  private long available(long onset) {
    return part.measureCount() == 0 ? onset : UNLIMITED;
  }

  private boolean sounds(Element element) throws ScoreException {
    if (element.has("rest")) {
      return false;
    }
    if (element.has("cue")) {
      if (!score.marksSmallNotesAsCue()) {
        return false;
      }
      findings.report(Problem.CUE);
    }
    return true;
  }

  private Optional<WrittenNote> add(Element element, Voice voice, long onset, long length)
      throws ScoreException {
    Instrument instrument = part.instrument(element);
    var pitch = element.child("pitch");
    boolean isPitched = pitch.isPresent();
    int key =
        isPitched
            ? Pitch.key(pitch.get(), attributes.transposition(element.text("staff")))
            : instrument.key();
    if (key < 0) {
      findings.report(isPitched ? Problem.PITCH : Problem.UNPITCHED);
      return Optional.empty();
    }
    if (isPitched && Pitch.isMicrotone(pitch.get())) {
      findings.report(Problem.MICROTONE);
    }
    if (++noteCount > MAX_NOTES) {
      throw findings.fatal("a part has more than 1,000,000 notes");
    }
    int channel = isPitched ? instrument.channel() : Note.PERCUSSION_CHANNEL;
    WrittenNote note = new WrittenNote(voice, key, channel, onset, length);
    NoteTraits.apply(element, note, survey.statesTies());
    notes.add(note);
    return Optional.of(note);
  }

  /** Reads dynamics that are written at a note instead of in a direction. */
  private void level(Element element, long onset) {
    element
        .child("notations")
        .flatMap(notations -> notations.child("dynamics"))
        .flatMap(Dynamics::level)
        .ifPresent(level -> stated.velocities.put(onset, level));
  }

  void endMeasure() throws ScoreException {
    withGraces.forEach(voice -> voice.endMeasure(measureStart, available(0)));
    withGraces.clear();
    measureStart += position.end();
    notes.sort(Comparator.comparingLong(WrittenNote::onset));
    pedals.sort(Comparator.comparingLong(PedalMark::tick));
    for (WrittenNote note : notes) {
      if (note.velocity == WrittenNote.NO_VELOCITY) {
        var level = stated.velocities.floorEntry(Math.max(0, note.onset));
        note.velocity = level == null ? velocity : level.getValue();
      }
    }
    if (!stated.velocities.isEmpty()) {
      velocity = stated.velocities.lastEntry().getValue();
    }
    measure.add(stated);
    measure.extend(position, notes.stream().mapToLong(WrittenNote::end).max().orElse(0));
    part.add(new PartMeasure(List.copyOf(notes), List.copyOf(pedals)));
  }
}
