package io.nocturne.export;

import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.TokenIds;
import io.nocturne.runtime.NativeLibrary;
import io.nocturne.runtime.NativeLog;
import io.nocturne.runtime.SessionSettings;
import java.io.IOException;
import java.nio.file.Path;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.proto.ConfigProto;

/** A SavedModel that {@link SavedModelWriter} wrote, opened to run its graph. */
final class OpenSavedModel implements AutoCloseable {
  private final SavedNetwork network;
  private final SavedModelBundle bundle;

  private OpenSavedModel(SavedNetwork network, SavedModelBundle bundle) {
    this.network = network;
    this.bundle = bundle;
  }

  @MustBeClosed
  static OpenSavedModel open(Path folder, SessionSettings settings) throws IOException {
    SavedNetwork network = SavedNetwork.read(folder);
    ConfigProto config = settings.toConfig();
    NativeLog.quiet(config);
    NativeLibrary.load();
    return new OpenSavedModel(
        network,
        SavedModelBundle.loader(folder.toString())
            .withTags(SavedModelLayout.TAG)
            .withConfigProto(config)
            .load());
  }

  ModelSpec spec() {
    return network.spec();
  }

  TokenIds ids() {
    return network.ids();
  }

  byte[] vocabularyJson() {
    return network.vocabularyJson();
  }

  /** Returns the loaded model; this owns and closes it. */
  SavedModelBundle bundle() {
    return bundle;
  }

  @Override
  public void close() {
    bundle.close();
  }
}
