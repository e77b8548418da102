package io.nocturne.render.soundfont;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.nocturne.base.UserException;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.render.PianoSound;
import io.nocturne.render.PianoSound.SoundSpec;
import io.nocturne.render.Sound;
import java.util.List;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.SourceDataLine;
import org.junit.jupiter.api.Test;

class SpeakerTest {

  @Test
  void saysInOneLineThatThereIsNoDevice() {
    AudioFormat format = new AudioFormat(44_100, 16, 2, true, false);
    assumeThat(AudioSystem.isLineSupported(new DataLine.Info(SourceDataLine.class, format)))
        .isFalse();
    Piece piece = Piece.of("piece", 480, List.of(new Note(0, 480, 69, 100, 0)));
    Sound sound = PianoSound.of(piece, SoundSpec.DEFAULT);
    assertThatThrownBy(() -> Speaker.play(sound))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "playing: no sound device is free here; listen to a WAV file on another machine");
  }
}
