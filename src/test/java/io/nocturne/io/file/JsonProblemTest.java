package io.nocturne.io.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class JsonProblemTest {

  record Width(int units) {
    Width {
      if (units < 1) {
        throw new IllegalArgumentException("units must be at least 1, was " + units);
      }
    }
  }

  private static String problem(String json) {
    return JsonProblem.text(
        catchThrowableOfType(
            JsonProcessingException.class, () -> new ObjectMapper().readValue(json, Width.class)));
  }

  @Test
  void saysWhatARecordRefused() {
    assertThat(problem("{\"units\": -8}")).isEqualTo("units must be at least 1, was -8");
  }

  @Test
  void leavesOutThePlaceThatJacksonDoesNotShow() {
    assertThat(problem("{\"units\": 8"))
        .isEqualTo("Unexpected end-of-input: expected close marker for Object");
  }

  @Test
  void namesTheKeyThatIsUnknown() {
    assertThat(problem("{\"units\": 8, \"breadth\": 8}")).isEqualTo("breadth is not a known key");
  }
}
