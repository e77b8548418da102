package io.nocturne.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Bfloat16ProcessorTest {

  @ParameterizedTest
  @CsvSource({
    "'flags\t\t: fpu avx512f avx512_bf16 avx512vl', true",
    "'flags\t\t: fpu amx_bf16', true",
    "'Features\t: fp asimd bf16 i8mm', true",
    "'flags\t\t: fpu avx2 avx512f avx512_vnni', false",
    "'model name\t: avx512_bf16', false",
    "'flags\t\t: avx512_bf16x', false",
    "'', false"
  })
  void isKnownByTheFlagsThatLinuxLists(String description, boolean expected) {
    assertThat(Bfloat16Processor.multiplies("processor\t: 0\n" + description + "\nbugs\t\t:\n"))
        .isEqualTo(expected);
  }
}
