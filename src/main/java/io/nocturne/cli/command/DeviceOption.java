package io.nocturne.cli.command;

import io.nocturne.base.UserException;
import io.nocturne.cli.console.Console;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.ValueType;
import io.nocturne.runtime.Device;
import io.nocturne.runtime.GpuSupport;
import io.nocturne.runtime.SessionSettings;

/** {@code --device}, in every command that computes with a network. */
public final class DeviceOption {
  public static final Setting<Device> DEVICE =
      Setting.of(
          "device",
          ValueType.choice("WHICH", Device.class),
          Device.AUTO,
          "what computes; auto is a GPU if there is one");

  private DeviceOption() {}

  /**
   * Says so if a GPU is expected and there is none; said before the work, which takes long then.
   *
   * @throws UserException if the machine lacks what the settings ask for
   */
  public static void check(Console console, SessionSettings settings) {
    if (settings.device() == Device.AUTO && settings.gpuSupport() == GpuSupport.NONE_FOUND) {
      console.warn(
          "TensorFlow finds no GPU, so the CPU computes; "
              + GpuSupport.WHAT_TO_CHECK
              + ", or give --device cpu");
    }
    settings.requireAvailable();
  }
}
