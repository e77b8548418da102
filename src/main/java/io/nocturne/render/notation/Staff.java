package io.nocturne.render.notation;

import io.nocturne.render.notation.VoiceInBar.RestPolicy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * One of a piano's two staves.
 *
 * @param bars for each bar what its voices have, the first voice's silence shown, other voices
 *     empty where they are silent
 */
record Staff(List<List<VoiceInBar>> bars) {

  /**
   * Returns the staff of some notes.
   *
   * @param starts where a chord or a rest of the first voice has to begin
   */
  static Staff of(List<NotatedNote> notes, List<Bar> page, Bars all, SortedSet<Long> starts) {
    List<NotatedVoice> voices = new ArrayList<>(NotatedVoice.of(notes, all));
    if (voices.isEmpty()) {
      voices.add(new NotatedVoice(List.of(), Set.of()));
    }
    voices.set(0, voices.get(0).dividedAt(starts, all));
    List<List<VoiceInBar>> bars = new ArrayList<>();
    page.forEach(bar -> bars.add(new ArrayList<>()));
    for (int i = 0; i < voices.size(); i++) {
      RestPolicy silence = i == 0 ? RestPolicy.SHOWN : RestPolicy.LEFT_OUT;
      NotatedVoice voice = voices.get(i);
      List<List<Chord>> chords = inBars(voice, page);
      for (int bar = 0; bar < page.size(); bar++) {
        bars.get(bar).add(VoiceInBar.of(page.get(bar), chords.get(bar), voice.thirds(), silence));
      }
    }
    return new Staff(bars);
  }

  /** Returns the places where chords and rests begin. */
  Set<Long> starts() {
    return bars.stream()
        .flatMap(List::stream)
        .flatMap(voice -> voice.events().stream())
        .map(NotatedEvent::start)
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** Returns for each bar the chords that sound in it. */
  private static List<List<Chord>> inBars(NotatedVoice voice, List<Bar> page) {
    List<List<Chord>> chords = new ArrayList<>();
    int next = 0;
    for (Bar bar : page) {
      List<Chord> sounding = new ArrayList<>();
      int at = next;
      for (; at < voice.chords().size(); at++) {
        Chord chord = voice.chords().get(at);
        if (chord.start() >= bar.end()) {
          break;
        }
        sounding.add(chord);
        if (chord.end() <= bar.end()) {
          next = at + 1;
        }
      }
      chords.add(sounding);
    }
    return chords;
  }
}
