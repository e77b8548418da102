package io.nocturne.survey;

import io.nocturne.base.UserException;
import io.nocturne.io.file.PartialFolder;
import io.nocturne.midi.MidiWriter;
import io.nocturne.survey.AnswerKey.KeyEntry;
import io.nocturne.survey.ExcerptSampler.Excerpt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the folder of a study. */
public final class StudyWriter {
  /**
   * The loudness that EBU R 128 sets for broadcasts; a study is softer if an excerpt would clip.
   */
  private static final double MAX_LOUDNESS = -23;

  /** The maximum sample, low enough that peaks between samples do not clip either. */
  private static final double MAX_SAMPLE = 0.89;

  private final StudySpec spec;
  private final SecureRandom random = new SecureRandom();

  /** Creates a writer of studies with some settings. */
  public StudyWriter(StudySpec spec) {
    this.spec = spec;
  }

  /**
   * Writes a study.
   *
   * @param folder to make; it must be new or empty
   * @throws UserException if an excerpt is silent
   */
  public StudyFolder write(List<Excerpt> excerpts, Path folder) throws IOException {
    PartialFolder.fill(folder, hidden -> write(new StudyFolder(hidden), excerpts));
    return new StudyFolder(folder);
  }

  private void write(StudyFolder folder, List<Excerpt> excerpts) throws IOException {
    Files.createDirectories(folder.sound("x").getParent());
    Files.createDirectories(folder.keyFolder());
    // By identifiers, so that the order of the files reveals nothing.
    Map<String, Excerpt> named = new TreeMap<>();
    excerpts.forEach(excerpt -> named.put(hex(8), excerpt));
    Map<String, Clip> clips = new LinkedHashMap<>();
    named.forEach((id, excerpt) -> clips.put(id, clip(excerpt)));
    double loudness = loudness(List.copyOf(clips.values()));
    List<KeyEntry> entries = new ArrayList<>();
    for (Map.Entry<String, Excerpt> one : named.entrySet()) {
      Excerpt excerpt = one.getValue();
      Clip clip = clips.get(one.getKey()).atLoudness(loudness);
      Files.write(folder.sound(one.getKey()), clip.wav());
      MidiWriter.write(excerpt.music(), 1, folder.keyFolder().resolve(one.getKey() + ".mid"));
      entries.add(new KeyEntry(one.getKey(), excerpt.source(), excerpt.origin()));
    }
    String id = hex(8);
    folder.write(
        new Study(
            Study.FORMAT,
            id,
            spec.title(),
            spec.seconds(),
            spec.timing(),
            spec.seed(),
            loudness,
            spec.participants(),
            List.copyOf(named.keySet())),
        new AnswerKey(Study.FORMAT, id, entries),
        tokens());
  }

  private Clip clip(Excerpt excerpt) {
    Clip clip = Clip.of(excerpt.music(), spec.seconds());
    if (Double.isInfinite(clip.loudness())) {
      throw new UserException(excerpt.origin() + ": is silent; choose another seed");
    }
    return clip;
  }

  /** Returns the loudness that all can have without clipping. */
  private static double loudness(List<Clip> clips) {
    return clips.stream()
        .mapToDouble(clip -> clip.loudness() + 20 * Math.log10(MAX_SAMPLE / clip.peak()))
        .map(highest -> Math.min(MAX_LOUDNESS, highest))
        .min()
        .orElse(MAX_LOUDNESS);
  }

  private Map<Integer, String> tokens() {
    Map<Integer, String> tokens = new TreeMap<>();
    for (int participant = 1; participant <= spec.participants(); participant++) {
      tokens.put(participant, hex(16));
    }
    return tokens;
  }

  private String hex(int bytes) {
    byte[] digits = new byte[bytes];
    random.nextBytes(digits);
    return HexFormat.of().formatHex(digits);
  }
}
