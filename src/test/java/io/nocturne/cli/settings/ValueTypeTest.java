package io.nocturne.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTypeTest {

  private enum Targets {
    LAST,
    EVERY_STEP
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "x", "1.0", "1e1", "0", "11", "1 ", "99999999999999999999"})
  void refusesOtherThanWholeNumbersInTheRange(String text) {
    assertThat(ValueType.wholeNumber(1, 10).reader().apply(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "10, 10", "007, 7"})
  void takesBothEndsOfARange(String text, int value) {
    assertThat(ValueType.wholeNumber(1, 10).reader().apply(text)).contains(value);
  }

  @ParameterizedTest
  @CsvSource({"epoch, 0", "0, 0", "7, 7"})
  void takesAWordForOneOfItsValues(String text, int value) {
    assertThat(ValueType.wholeNumber(0, 10).called("epoch", 0).reader().apply(text))
        .contains(value);
  }

  @Test
  void writesTheWordForItsValue() {
    ValueType<Integer> frequency = ValueType.wholeNumber(0, 10).called("epoch", 0);
    assertThat(frequency.writer().apply(0)).isEqualTo("epoch");
    assertThat(frequency.writer().apply(7)).isEqualTo("7");
    assertThat(frequency.allowed()).isEqualTo("a whole number from 0 to 10, or epoch");
  }

  @Test
  void takesTheWholeRangeOfSeeds() {
    ValueType<Long> seeds = ValueType.bigNumber(Long.MIN_VALUE, Long.MAX_VALUE);
    assertThat(seeds.reader().apply("-9223372036854775808")).contains(Long.MIN_VALUE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nan", "NaN", "Infinity", "1e999", "1d", "0x1p3", " 1", "1,5", "e3"})
  void refusesOtherThanPlainFiniteNumbers(String text) {
    assertThat(ValueType.number(-1e9, 1e9).reader().apply(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1e-3, 0.001", ".5, 0.5", "2., 2", "+1, 1", "-1E2, -100"})
  void takesTheUsualNotationsOfNumbers(String text, double value) {
    assertThat(ValueType.number(-1e9, 1e9).reader().apply(text)).contains(value);
  }

  @Test
  void leavesOutTheOpenEndOfAnInterval() {
    assertThat(ValueType.numberBelow(0, 1).reader().apply("1")).isEmpty();
    assertThat(ValueType.numberBelow(0, 1).reader().apply("0")).contains(0.0);
    assertThat(ValueType.numberAbove(0).reader().apply("0")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1.0, 1", "1e-7, 1e-7", "0.001, 0.001", "2.5e10, 2.5e10", "0, 0"})
  void writesNumbersAsPeopleDo(double value, String text) {
    assertThat(ValueType.number(0, 1e12).writer().apply(value)).isEqualTo(text);
  }

  @Property(seed = "7")
  void readsBackEveryNumberItWrites(@ForAll @DoubleRange(min = -1e300, max = 1e300) double value) {
    ValueType<Double> type = ValueType.number(-1e300, 1e300);
    assertThat(type.reader().apply(type.writer().apply(value))).contains(value);
  }

  @Test
  void namesEnumConstantsInLowerCaseWithDashes() {
    ValueType<Targets> type = ValueType.choice("WHICH", Targets.class);
    assertThat(type.reader().apply("every-step")).contains(Targets.EVERY_STEP);
    assertThat(type.reader().apply("EVERY_STEP")).isEmpty();
    assertThat(type.writer().apply(Targets.EVERY_STEP)).isEqualTo("every-step");
    assertThat(type.allowed()).isEqualTo("last or every-step");
  }

  @Test
  void listsMoreThanTwoChoicesWithCommas() {
    assertThat(ValueType.choice("X", List.of("a", "b", "c")).allowed()).isEqualTo("a, b or c");
  }

  @Test
  void refusesAPathThatNoFileCanHave() {
    assertThat(ValueType.path("FILE").reader().apply("a\0b")).isEmpty();
    assertThat(ValueType.path("FILE").reader().apply("")).isEmpty();
    assertThat(ValueType.path("FILE").reader().apply("a b")).contains(Path.of("a b"));
  }

  @Test
  void saysWhenARangeHasNoEndWorthNaming() {
    assertThat(ValueType.wholeNumber(0, Integer.MAX_VALUE).allowed())
        .isEqualTo("a whole number, at least 0");
  }
}
