package io.nocturne.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SelectionTest {
  @TempDir private Path folder;

  static List<String> names() {
    return Selection.allNames();
  }

  private List<String> selected(Selection selection) {
    Installation installation = new Installation(folder, Path.of("python3"), folder);
    Fixtures fixtures = new Fixtures(installation, Optional.empty());
    Catalogue catalogue = new Catalogue(installation, fixtures, Duration.ofMinutes(1));
    return selection.of(catalogue).stream().map(Case::name).toList();
  }

  @ParameterizedTest
  @MethodSource("names")
  void knowsEveryName(String name) {
    assertThat(selected(Selection.parse(name)))
        .isNotEmpty()
        .allMatch(found -> found.equals(name) || found.startsWith(name + "="));
  }

  @Test
  void takesGrowthsApartIntoTheirSizes() {
    assertThat(selected(Selection.parse("layers,step")))
        .containsExactly("layers=1", "layers=2", "layers=3", "layers=4", "step");
  }

  @Test
  void takesASizeOfTheUsersAndEachCaseOnce() {
    assertThat(selected(Selection.parse("batch=16, batch=16"))).containsExactly("batch=16");
  }

  @Test
  void leavesGrowthsToAFullRun() {
    assertThat(selected(Selection.usual())).noneMatch(name -> name.contains("="));
    assertThat(selected(Selection.full())).contains("corpus=100000000", "step");
  }

  @Test
  void leavesWhatNeedsAGpuToThoseWhoAskForIt() {
    assertThat(selected(Selection.usual())).doesNotContain("gpu-step");
    assertThat(selected(Selection.full())).doesNotContain("gpu-step");
    assertThat(selected(Selection.parse("gpu-step"))).containsExactly("gpu-step");
  }

  @Test
  void refusesACaseThatIsNotThere() {
    assertThatThrownBy(() -> Selection.parse("step,stepp"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("--cases stepp: no such case; name some of peak, startup, ");
  }

  @Test
  void refusesASizeThatCannotBe() {
    assertThatThrownBy(() -> Selection.parse("layers=17"))
        .hasMessage("--cases layers=17: layers must be 1 to 16, was 17");
  }
}
