package io.nocturne.rhythm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.rhythm.GridPiece.BarSignature;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridTest {
  @Test
  void sixteenthsAndTripletsHaveSixPlacesOfTwelveUnits() {
    assertThat(Grid.DEFAULT.units()).isEqualTo(12);
    assertThat(Grid.DEFAULT.places(0, 12)).containsExactly(0, 3, 4, 6, 8, 9);
  }

  @ParameterizedTest
  @CsvSource({"'4,3', 480", "'1', 480", "'7', 483", "'240', 480", "'32', 480", "'5,4,3', 480"})
  void aPieceOnItHasTheLeastWholeResolutionFrom480(String grid, int ticks) {
    assertThat(Grid.parse(grid).ticksPerQuarter()).isEqualTo(ticks);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1/12", "4, 1/3", "12, 1", "15, 5/4", "96, 8"})
  void unitsAreToldAsQuartersInLowestTerms(int units, String quarters) {
    assertThat(Grid.DEFAULT.quarters(units)).isEqualTo(quarters);
  }

  @Test
  void isWrittenAsItIsRead() {
    assertThat(Grid.parse("8,3,5")).isEqualTo(new Grid(List.of(8, 3, 5)));
    assertThat(new Grid(List.of(8, 3, 5)).label()).isEqualTo("8,3,5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4;3 | a grid must be whole numbers between commas such as 4,3, was 4;3",
        "'' | 'a grid must be whole numbers between commas such as 4,3, was '",
        "0 | grid divisors must be 1 to 240, was 0",
        "4,4 | grid divisors must be one or more different ones, were [4, 4]",
        "16,15,7 | 'grid divisors must have a common multiple of at most 240, [16, 15, 7] have"
            + " 1680'"
      })
  void refusesWhatIsNoGrid(String label, String message) {
    assertThatThrownBy(() -> Grid.parse(label)).hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 0", "2, 3", "3, 3", "7, 8", "10, 9", "11, 12", "121, 120"})
  void theNearestPlaceIsTheLaterOfTwoAsNear(int twelfths, int place) {
    // Of 12 units: 1 and 11 are nearest to whole quarters, 7 is between 6 and 8, 2 nearer to 3.
    assertThat(Grid.DEFAULT.rounding().nearest(twelfths, 12)).isEqualTo(place);
  }

  @Test
  void signaturesAreThoseWhoseBarsAreWholeUnitsUpToEightQuarters() {
    assertThat(BarSignature.all(Grid.DEFAULT))
        .hasSize(44)
        .contains(new BarSignature(3, 4), new BarSignature(12, 8), new BarSignature(1, 16))
        .doesNotContain(new BarSignature(9, 4), new BarSignature(17, 16));
    assertThat(BarSignature.all(Grid.parse("3"))).doesNotContain(new BarSignature(3, 8));
  }
}
