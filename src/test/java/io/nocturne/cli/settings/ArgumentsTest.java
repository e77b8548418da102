package io.nocturne.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.cli.settings.Syntax.Operands;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {

  private static final Setting<Integer> UNITS =
      Setting.of("units", ValueType.wholeNumber(-9, 9), 4, "units");
  private static final Syntax SYNTAX =
      Syntax.of(Operands.some("FILE", "files"))
          .with("Options", UNITS, Setting.flag("strict", "damage is an error"));

  private static Settings parse(String... words) throws Exception {
    return Settings.parse("prepare", SYNTAX, List.of(words));
  }

  @Test
  void takesOptionsBeforeBetweenAndAfterOperands() throws Exception {
    Settings settings = parse("--units", "2", "a", "--strict", "b");
    assertThat(settings.operands()).containsExactly("a", "b");
    assertThat(settings.value(UNITS)).isEqualTo(2);
    assertThat(parse("a", "b", "--units=3").value(UNITS)).isEqualTo(3);
  }

  @Test
  void takesEveryWordAfterTwoDashesAsAnOperand() throws Exception {
    Settings settings = parse("a", "--", "--units", "-x", "--");
    assertThat(settings.operands()).containsExactly("a", "--units", "-x", "--");
    assertThat(settings.value(UNITS)).isEqualTo(4);
  }

  @Test
  void takesASwitchWhoseNameBeginsWithNo() throws Exception {
    Setting<Boolean> none = Setting.flag("no-baselines", "the network alone");
    Syntax syntax = Syntax.of(Operands.none()).with("Options", none);
    assertThat(Settings.parse("c", syntax, List.of("--no-baselines")).value(none)).isTrue();
    assertThat(Settings.parse("c", syntax, List.of()).value(none)).isFalse();
  }

  @Test
  void takesANegativeNumberAsAValue() throws Exception {
    assertThat(parse("a", "--units", "-3").value(UNITS)).isEqualTo(-3);
  }

  @Test
  void keepsQuotesAndEqualSignsOfValues() throws Exception {
    Setting<String> name = Setting.of("name", ValueType.text("TEXT"), "x", "a name");
    Syntax syntax = Syntax.of(Operands.none()).with("Options", name);
    assertThat(Settings.parse("c", syntax, List.of("--name", "\"a=b\"")).value(name))
        .isEqualTo("\"a=b\"");
    assertThat(Settings.parse("c", syntax, List.of("--name=a=b")).value(name)).isEqualTo("a=b");
  }

  @Test
  void takesAnOperandThatIsCalledLikeAnOption() throws Exception {
    assertThat(parse("units", "--units", "3", "strict").operands())
        .containsExactly("units", "strict");
  }

  @Test
  void takesTheGeneralOptionsOfEveryCommandMoreThanOnce() throws Exception {
    assertThat(parse("a", "-v", "--verbose", "-q").operands()).containsExactly("a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a --unit 3 | prepare: unknown option --unit; did you mean --units?",
        "a -units 3 | prepare: unknown option -units; did you mean --units?",
        "a --unit=3 | prepare: unknown option --unit; did you mean --units?",
        "a --temperature 1 | prepare: unknown option --temperature; see nocturne prepare --help",
        "a -x | prepare: unknown option -x; see nocturne prepare --help",
        "a --no-strict | prepare: unknown option --no-strict; did you mean --strict?",
        "a --units | --units: needs a value: units",
        "a --units --strict | --units: needs a value: units",
        "a --units many | --units many: must be a whole number from -9 to 9",
        "a --units 1.5 | --units 1.5: must be a whole number from -9 to 9",
        "a --units= | --units \"\": must be a whole number from -9 to 9",
        "a --units 1 --units 2 | --units: given twice (1 and 2); give it once",
        "a --strict --strict | --strict: given twice; give it once",
        "a --strict=yes | --strict: takes no value; write --strict alone",
        "--strict | prepare: FILE is missing: files; see nocturne prepare --help",
      })
  void refusesAWrongCommandLineInOneLine(String words, String message) {
    assertThatThrownBy(() -> parse(words.split(" ", -1)))
        .isInstanceOf(UsageException.class)
        .hasMessage(message);
  }

  @Test
  void refusesMoreOperandsThanTheCommandTakes() {
    Syntax one = Syntax.of(Operands.one("FILE", "a file"));
    assertThatThrownBy(() -> Settings.parse("inspect", one, List.of("a", "b")))
        .hasMessage("inspect: unexpected argument b; see nocturne inspect --help");
  }
}
