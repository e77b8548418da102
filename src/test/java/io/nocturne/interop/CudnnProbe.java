package io.nocturne.interop;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nocturne.model.ModelAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Lays a layer's weights out for cuDNN: {@code CudnnProbe WEIGHTS.json INPUTS UNITS
 * PARAMETERS.json}. The weights are row-major lists, by {@code forward/kernel}, {@code
 * backward/bias} and so on.
 */
public final class CudnnProbe {
  private static final ObjectMapper JSON = new ObjectMapper();

  private CudnnProbe() {}

  /** Runs the probe. */
  public static void main(String[] words) throws IOException {
    Map<String, float[]> weights =
        JSON.readValue(Path.of(words[0]).toFile(), new TypeReference<Map<String, float[]>>() {});
    float[] parameters =
        ModelAccess.cudnnParameters(
            Integer.parseInt(words[1]), Integer.parseInt(words[2]), weights);
    JSON.writeValue(Path.of(words[3]).toFile(), parameters);
  }
}
