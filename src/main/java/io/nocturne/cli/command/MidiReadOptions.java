package io.nocturne.cli.command;

import io.nocturne.cli.settings.Setting;
import io.nocturne.midi.MidiReader.ReadOptions;
import io.nocturne.midi.MidiReader.ReadOptions.Pedal;
import io.nocturne.midi.MidiReader.ReadOptions.Strictness;

/** The options of every command that reads MIDI files. */
public final class MidiReadOptions {

  public static final Setting<Boolean> STRICT =
      Setting.flag("strict", "fail at the first damaged file instead of reading around the damage");

  public static final Setting<Boolean> PEDAL =
      Setting.flag("pedal", "extend notes while the sustain pedal is down");

  private MidiReadOptions() {}

  public static ReadOptions options(Invocation invocation) {
    return new ReadOptions(
        invocation.value(STRICT) ? Strictness.STRICT : Strictness.LENIENT,
        invocation.value(PEDAL) ? Pedal.SUSTAIN : Pedal.IGNORE);
  }
}
