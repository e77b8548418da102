package io.nocturne.musicxml;

import io.nocturne.musicxml.ScorePart.PedalMark;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads how to play from directions and sounds: tempo, dynamics, pedal and jumps. */
final class PlaybackDirections {
  private static final int HALF_DOWN = 50;
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern DA_CAPO =
      Pattern.compile("(d\\.? ?c\\.?|da capo)(?! al segno)( (al|e) .*)?");
  private static final Pattern DAL_SEGNO =
      Pattern.compile("(d\\.? ?s\\.?|dal segno|da capo al segno)( (al|e) .*)?");
  private static final Pattern TO_CODA = Pattern.compile("(to|al) coda");
  private static final Pattern FINE = Pattern.compile("fine\\.?");

  private final Findings findings;

  PlaybackDirections(Findings findings) {
    this.findings = findings;
  }

  /** The measure that directions are in. */
  record MeasureTarget(MeasureStatements stated, List<PedalMark> pedals, Repeats repeats) {}

  void read(Element direction, Position position, MeasureTarget target) throws ScoreException {
    Optional<Element> sound = direction.child("sound");
    long tick = tick(direction, position);
    for (Element type : direction.all("direction-type").toList()) {
      for (Element sign : type.children()) {
        sign(sign, tick, target);
      }
    }
    if (sound.isPresent()) {
      sound(sound.get(), tick, position, target);
    } else {
      words(direction, target.repeats);
    }
  }

  /** Reads a sound that is in no direction. */
  void readSound(Element sound, Position position, MeasureTarget target) throws ScoreException {
    sound(sound, position.ticks(), position, target);
  }

  /** An offset moves the sign alone, unless it says that it is for the sound too. */
  private static long tick(Element direction, Position position) {
    return direction
        .child("offset")
        .filter(offset -> offset.attribute("sound").equals("yes"))
        .map(offset -> moved(offset, position))
        .orElse(position.ticks());
  }

  private static long moved(Element offset, Position position) {
    double to = position.at() + position.quarters(Element.parsed(offset.text(), 0));
    return to >= 0 ? position.ticks(to) : position.ticks();
  }

  private void sign(Element sign, long tick, MeasureTarget target) throws ScoreException {
    switch (sign.name()) {
      case "metronome" -> {
        Optional<Double> mark = MetronomeMark.quartersPerMinute(sign);
        if (mark.isPresent()) {
          tempo(tick, mark.get(), target.stated);
        }
      }
      case "dynamics" ->
          Dynamics.level(sign).ifPresent(level -> target.stated.velocities.put(tick, level));
      case "pedal" -> pedal(sign.attribute("type"), tick, target.pedals);
      case "segno" -> target.repeats.segnos.add(Repeats.UNNAMED);
      case "coda" -> target.repeats.codas.add(Repeats.UNNAMED);
      default -> {
        // Not played: words are read below, wedges and lines do not say how much.
      }
    }
  }

  private static void pedal(String type, long tick, List<PedalMark> pedals) {
    switch (type) {
      case "start" -> pedals.add(new PedalMark(tick, true));
      case "stop" -> pedals.add(new PedalMark(tick, false));
      case "change" -> {
        pedals.add(new PedalMark(tick, false));
        pedals.add(new PedalMark(tick, true));
      }
      default -> {
        // The middle pedal, and lines that continue or pause.
      }
    }
  }

  private void tempo(long tick, double perMinute, MeasureStatements stated) throws ScoreException {
    var tempo = MetronomeMark.tempo(tick, perMinute);
    if (tempo.isPresent()) {
      stated.tempos.put(tick, tempo.get());
    } else {
      findings.report(Problem.TEMPO);
    }
  }

  private void sound(Element sound, long tick, Position position, MeasureTarget target)
      throws ScoreException {
    long at = sound.child("offset").map(offset -> moved(offset, position)).orElse(tick);
    if (!sound.attribute("tempo").isEmpty()) {
      tempo(at, sound.attributeNumber("tempo"), target.stated);
    }
    Dynamics.velocity(sound.attributeNumber("dynamics"))
        .ifPresent(velocity -> target.stated.velocities.put(at, velocity));
    String damper = sound.attribute("damper-pedal");
    if (!damper.isEmpty()) {
      boolean isDown = damper.equals("yes") || Element.parsed(damper, 0) >= HALF_DOWN;
      target.pedals.add(new PedalMark(at, isDown));
    }
    jumps(sound, target.repeats);
  }

  private static void jumps(Element sound, Repeats repeats) {
    repeats.begins |= sound.attribute("forward-repeat").equals("yes");
    repeats.daCapo |= sound.attribute("dacapo").equals("yes");
    repeats.fine |= !sound.attribute("fine").isEmpty() && !sound.attribute("fine").equals("no");
    if (!sound.attribute("segno").isEmpty()) {
      repeats.segnos.add(sound.attribute("segno"));
    }
    if (!sound.attribute("coda").isEmpty()) {
      repeats.codas.add(sound.attribute("coda"));
    }
    if (!sound.attribute("dalsegno").isEmpty()) {
      repeats.dalSegno = sound.attribute("dalsegno");
    }
    if (!sound.attribute("tocoda").isEmpty()) {
      repeats.toCoda = sound.attribute("tocoda");
    }
  }

  /** Reads the words of jumps, which not every program repeats for playback. */
  private static void words(Element direction, Repeats repeats) {
    StringBuilder all = new StringBuilder();
    direction
        .all("direction-type")
        .flatMap(type -> type.all("words"))
        .forEach(words -> all.append(' ').append(words.text()));
    String text = SPACE.matcher(all.toString().strip()).replaceAll(" ").toLowerCase(Locale.ROOT);
    if (DA_CAPO.matcher(text).matches()) {
      repeats.daCapo = true;
    } else if (DAL_SEGNO.matcher(text).matches()) {
      repeats.dalSegno = Repeats.UNNAMED;
    } else if (TO_CODA.matcher(text).matches()) {
      repeats.toCoda = Repeats.UNNAMED;
    } else if (FINE.matcher(text).matches()) {
      repeats.fine = true;
    }
  }
}
