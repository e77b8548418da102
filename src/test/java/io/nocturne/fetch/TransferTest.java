package io.nocturne.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers and networks do to a fetch. */
class TransferTest extends FetchCase {

  @Test
  void continuesAfterAResponseThatMakesNoSense() throws Exception {
    site.page("/", "<a href=one.mid>1</a> <a href=two.mid>2</a>")
        .on("/one.mid", exchange -> Site.send(exchange, 304, "audio/midi", new byte[0]))
        .midi("/two.mid", midi);
    assertThat(outcomes())
        .containsExactly(
            "FAILED "
                + site.address("/one.mid")
                + ": the server answers with status 304 for a file that is not here",
            "FETCHED two.mid");
  }

  @Test
  void followsRedirections() throws Exception {
    site.page("/real/", "<a href=one.mid>1</a>")
        .on("/", exchange -> Site.redirect(exchange, "/real/"))
        .on("/real/one.mid", exchange -> Site.redirect(exchange, "../deep/1.mid"))
        .midi("/deep/1.mid", midi);
    assertThat(outcomes()).containsExactly("FETCHED one.mid");
  }

  @Test
  void givesUpOnRedirectionsThatGoInACircle() throws Exception {
    site.page("/", "<a href=one.mid>1</a>")
        .on("/one.mid", exchange -> Site.redirect(exchange, "/one.mid"));
    assertThat(outcomes())
        .containsExactly("FAILED " + site.address("/one.mid") + ": redirects more than 10 times");
  }

  @Test
  void continuesAfterALinkThatLeadsNowhere() throws Exception {
    site.page("/", "<a href=gone.mid>1</a> <a href=one.mid>2</a>")
        .on("/gone.mid", exchange -> Site.send(exchange, 404, "text/html", Site.bytes("no")))
        .midi("/one.mid", midi);
    assertThat(outcomes())
        .containsExactly(
            "FAILED " + site.address("/gone.mid") + ": the server answers with status 404",
            "FETCHED one.mid");
    assertThat(site.asked("/gone.mid")).hasSize(1);
  }

  @Test
  void keepsNothingThatIsNotAMidiFile() throws Exception {
    site.page("/", "<a href=one.mid>1</a>").page("/one.mid", "<h1>Please log in</h1>");
    assertThat(outcomes())
        .singleElement()
        .asString()
        .startsWith(
            "FAILED "
                + site.address("/one.mid")
                + ": is not a MIDI file (its type is text/html): ");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void triesAgainAfterTwiceThePauseEachTime() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    site.page("/", "<a href=one.mid>1</a>")
        .on(
            "/one.mid",
            exchange ->
                Site.send(
                    exchange,
                    asked.getAndIncrement() < 2 ? 503 : 200,
                    "audio/midi",
                    asked.get() < 3 ? new byte[0] : midi));
    assertThat(outcomes()).containsExactly("FETCHED one.mid");
    // Between page and file, then twice more.
    assertThat(waits)
        .containsExactly(Duration.ofMillis(10), Duration.ofMillis(10), Duration.ofMillis(20));
  }

  @Test
  void waitsAsLongAsTheServerAsks() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    site.page("/", "<a href=one.mid>1</a>")
        .on(
            "/one.mid",
            exchange -> {
              exchange.getResponseHeaders().set("Retry-After", "17");
              boolean busy = asked.getAndIncrement() == 0;
              Site.send(exchange, busy ? 429 : 200, "audio/midi", busy ? new byte[0] : midi);
            });
    assertThat(outcomes()).containsExactly("FETCHED one.mid");
    assertThat(waits).contains(Duration.ofSeconds(17));
  }

  @Test
  void givesUpAfterTheLastTry() throws Exception {
    site.page("/", "<a href=one.mid>1</a>")
        .on("/one.mid", exchange -> Site.send(exchange, 500, "text/plain", new byte[0]));
    assertThat(outcomes())
        .containsExactly(
            "FAILED "
                + site.address("/one.mid")
                + ": the server answers with status 500; asked 3 times");
  }

  @Test
  void retriesATransferThatBreaksOff() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    site.page("/", "<a href=one.mid>1</a>")
        .on(
            "/one.mid",
            exchange -> {
              boolean first = asked.getAndIncrement() == 0;
              exchange.sendResponseHeaders(200, midi.length);
              exchange.getResponseBody().write(midi, 0, first ? 100 : midi.length);
              exchange.getResponseBody().flush();
            });
    assertThat(outcomes()).containsExactly("FETCHED one.mid");
    assertThat(folder.resolve("one.mid")).hasBinaryContent(midi);
  }

  @Test
  void followsARedirectionThatIsNotEncoded() throws Exception {
    site.page("/", "<a href=one.mid>1</a>")
        .on("/one.mid", exchange -> Site.redirect(exchange, "/Op. 9 [2].mid"))
        .midi("/Op", midi);
    assertThat(outcomes()).containsExactly("FETCHED one.mid");
  }

  @Test
  void refusesARedirectionToWhatIsNotOfTheWeb() throws Exception {
    site.page("/", "<a href=one.mid>1</a>")
        .on("/one.mid", exchange -> Site.redirect(exchange, "file:///etc/passwd"));
    assertThat(outcomes())
        .containsExactly(
            "FAILED "
                + site.address("/one.mid")
                + ": redirects to \"file:///etc/passwd\", which is not an address of the web");
  }

  @Test
  void saysThatNothingListens() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    String nobody = "http://127.0.0.1:" + port + "/one.mid";
    site.page("/", "<a href=" + nobody + ">1</a>");
    assertThat(outcomes())
        .containsExactly("FAILED " + nobody + ": cannot connect to the server; asked 3 times");
  }

  @Test
  void givesUpOnAServerThatStalls() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    site.page("/", "<a href=one.mid>1</a>")
        .on(
            "/one.mid",
            exchange -> {
              exchange.sendResponseHeaders(200, midi.length);
              exchange.getResponseBody().write(midi, 0, 10);
              exchange.getResponseBody().flush();
              end.await();
            });
    assertThat(outcomes(spec(FetchSpec.MIDI_NAMES, 1, Duration.ofMillis(400))))
        .containsExactly(
            "FAILED " + site.address("/one.mid") + ": it takes longer than 0.4 s; asked 3 times");
    end.countDown();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void refusesAHugeFileWhetherOrNotItIsAnnounced(boolean announced) throws Exception {
    byte[] huge = new byte[200_000];
    site.page("/", "<a href=one.mid>1</a>")
        .on(
            "/one.mid",
            exchange -> {
              exchange.sendResponseHeaders(200, announced ? huge.length : 0);
              exchange.getResponseBody().write(huge);
            });
    assertThat(outcomes())
        .containsExactly(
            "FAILED "
                + site.address("/one.mid")
                + ": is larger than 100,000 bytes; allow a larger size");
    assertThat(site.asked("/one.mid")).hasSize(1);
  }
}
