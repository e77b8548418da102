package io.nocturne.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinksTest {
  private static final URI PAGE = URI.create("https://a.org/music/chopin.htm");

  @Test
  void findsRelativeAndAbsoluteLinksInThePagesOrder() {
    assertThat(
            links(
                "<A HREF=one.mid>1</A> <a href='/two.mid'>2</a> <a href=\"../three.mid\">3</a>"
                    + "<a href=\"http://b.org/four.mid\">4</a> <a href=\"//c.org/five.mid\">5</a>"))
        .containsExactly(
            "https://a.org/music/one.mid",
            "https://a.org/two.mid",
            "https://a.org/three.mid",
            "http://b.org/four.mid",
            "https://c.org/five.mid");
  }

  @Test
  void takesTheBaseThatAPageNames() {
    assertThat(links("<base href=\"http://b.org/x/\"><a href=\"one.mid\">1</a>"))
        .containsExactly("http://b.org/x/one.mid");
  }

  @Test
  void takesThePageWhereTheBaseIsNoAddress() {
    assertThat(links("<base href=\"no:where\"><a href=\"one.mid\">1</a>"))
        .containsExactly("https://a.org/music/one.mid");
  }

  @Test
  void readsALinkAsBrowsersDo() {
    assertThat(links("<a href=\"?get=1\">1</a><a href=\" tw\no.mid \">2</a>"))
        .containsExactly("https://a.org/music/chopin.htm?get=1", "https://a.org/music/two.mid");
  }

  @Test
  void resolvesLinksOfAPageWithoutAPath() {
    assertThat(Addresses.resolved(URI.create("http://a.org"), "one.mid"))
        .contains(URI.create("http://a.org/one.mid"));
  }

  @Test
  void resolvesNamesWithColonsAfterBlanks() {
    assertThat(Addresses.resolved(URI.create("http://a.org/x/y.htm"), "op. 9: no. 2.mid"))
        .contains(URI.create("http://a.org/x/op.%209:%20no.%202.mid"));
  }

  @Test
  void resolvesAQueryOnAPathWithTwoSlashes() {
    assertThat(Addresses.resolved(URI.create("http://a.org//x/y.htm"), "?get=1"))
        .contains(URI.create("http://a.org//x/y.htm?get=1"));
  }

  @Test
  void readsAnEmptyLinkAsThePageItself() {
    assertThat(Addresses.resolved(URI.create("http://a.org/x/y.htm?q=1"), "#top"))
        .contains(URI.create("http://a.org/x/y.htm?q=1"));
  }

  @Test
  void leavesOutPortsThatThereAreNot() {
    assertThat(links("<a href=\"http://b.org:70000/one.mid\">1</a>")).isEmpty();
  }

  @Test
  void encodesWhatAnAddressMayNotHold() {
    assertThat(links("<a href=\"Op. 9 [2] é 100%.mid\">x</a><a href=\"a%20b.mid\">y</a>"))
        .containsExactly(
            "https://a.org/music/Op.%209%20%5B2%5D%20%C3%A9%20100%25.mid",
            "https://a.org/music/a%20b.mid");
  }

  @Test
  void knowsHostsThatAreNumbers() {
    assertThat(links("<a href=\"http://[::1]:8080/one.mid\">1</a>"))
        .containsExactly("http://[::1]:8080/one.mid");
  }

  @Test
  void leavesOutFragmentsRepetitionsAndWhatIsNotOfTheWeb() {
    assertThat(
            links(
                "<a href=\"one.mid\">1</a><a href=\"one.mid#top\">again</a>"
                    + "<a href=\"mailto:x@a.org\">m</a><a href=\"javascript:go()\">j</a>"
                    + "<a href=\"file:///etc/passwd\">f</a><a href=\"http://\">e</a><a>n</a>"))
        .containsExactly("https://a.org/music/one.mid");
  }

  private static List<String> links(String html) {
    return Links.of(html.getBytes(StandardCharsets.UTF_8), PAGE).stream()
        .map(URI::toString)
        .toList();
  }
}
