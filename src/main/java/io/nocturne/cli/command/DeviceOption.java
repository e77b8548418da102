package io.nocturne.cli.command;

import io.nocturne.base.UserException;
import io.nocturne.cli.console.Console;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.ValueType;
import io.nocturne.runtime.Device;
import io.nocturne.runtime.GpuSupport;
import io.nocturne.runtime.SessionSettings;

/** The option {@code --device} of every command that runs a network. */
public final class DeviceOption {
  public static final Setting<Device> DEVICE =
      Setting.of(
          "device",
          ValueType.choice("WHICH", Device.class),
          Device.AUTO,
          "device to compute on; auto uses a GPU if there is one");

  private DeviceOption() {}

  /**
   * Warns if a GPU is expected and there is none, before work that then takes long.
   *
   * @throws UserException if the machine lacks the device or precision
   */
  public static void check(Console console, SessionSettings settings) {
    if (settings.device() == Device.AUTO && settings.gpuSupport() == GpuSupport.NONE_FOUND) {
      console.warn(
          "TensorFlow finds no GPU, so it uses the CPU; "
              + GpuSupport.WHAT_TO_CHECK
              + ", or use --device cpu");
    }
    settings.requireAvailable();
  }
}
