package io.nocturne.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNamesTest {

  @ParameterizedTest
  @CsvSource({
    "http://a.org/midi/op9-2.mid, op9-2.mid",
    "http://a.org/Op.%209%20No.%202.MID, Op. 9 No. 2.MID",
    "http://a.org/pr%C3%A9lude.mid, prélude.mid",
    "http://a.org/..%2F..%2Fetc%2Fpasswd, passwd.mid",
    "http://a.org/%2e%2e/%2e%2e, file.mid",
    "http://a.org/..%5C..%5Cwindows.mid, _.._windows.mid",
    "http://a.org/.hidden.mid, hidden.mid",
    "http://a.org/con.mid, _con.mid",
    "http://a.org/a%00b%0A.mid, a_b_.mid",
    "http://a.org/get?id=3, get.mid",
    "http://a.org/, file.mid",
    "http://a.org/manifest.json, manifest.json.mid"
  })
  void makesANameThatIsSafeEverywhere(URI address, String name) {
    assertThat(FileNames.of(address, Set.of())).isEqualTo(name);
  }

  @Test
  void numbersANameThatIsTakenWhateverItsCase() {
    URI address = URI.create("http://a.org/Waltz.mid");
    assertThat(FileNames.of(address, Set.of("waltz.mid", "waltz-2.mid"))).isEqualTo("Waltz-3.mid");
  }

  @ParameterizedTest
  @CsvSource({"x, 180", "é, 90", "夜, 60", "𠮷, 45"})
  void cutsALongNameByItsBytesBetweenCharacters(String character, int count) {
    URI address = Addresses.web("http://a.org/" + character.repeat(5000) + ".mid").orElseThrow();
    assertThat(FileNames.of(address, Set.of())).isEqualTo(character.repeat(count) + ".mid");
  }

  @Test
  void neverLeavesTheFolderWhateverTheAddress() {
    Random random = new Random(5);
    String parts = "./\\%2F2e5Cc:~ a\u0000";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder("http://a.org/");
      random
          .ints(random.nextInt(20), 0, parts.length())
          .forEach(at -> text.append(parts.charAt(at)));
      Addresses.web(text.toString())
          .ifPresent(
              address -> {
                Path folder = Path.of("folder");
                Path file = folder.resolve(FileNames.of(address, Set.of())).normalize();
                assertThat(file.getParent()).as(text.toString()).isEqualTo(folder);
              });
    }
  }
}
