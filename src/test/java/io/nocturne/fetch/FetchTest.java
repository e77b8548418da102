package io.nocturne.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.io.file.Sha256;
import java.nio.file.Files;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FetchTest extends FetchCase {

  @Test
  void keepsTheFilesThatAPageLinksTo() throws Exception {
    site.page("/", "<a href=one.mid>1</a> <a href=x/two.MID>2</a> <a href=about.html>no</a>")
        .midi("/one.mid", midi)
        .midi("/x/two.MID", Site.midi(temporary, 5));
    assertThat(outcomes()).containsExactly("FETCHED one.mid", "FETCHED two.MID");
    assertThat(folder.resolve("one.mid")).hasBinaryContent(midi);
    assertThat(files()).containsExactly("manifest.json", "one.mid", "two.MID");
  }

  @Test
  void recordsWhereEachFileCameFrom() throws Exception {
    site.page("/", "<a href=one.mid>1</a>").midi("/one.mid", midi);
    run();
    assertThat(Manifest.of(folder).files())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.url()).isEqualTo(site.address("/one.mid"));
              assertThat(entry.sha256()).isEqualTo(Sha256.hex(midi));
              assertThat(entry.bytes()).isEqualTo(midi.length);
              assertThat(entry.fetched()).isEqualTo("2026-05-04T03:02:01Z");
            });
  }

  @Test
  void asksWhetherAFileHasChangedAndKeepsItIfNot() throws Exception {
    site.page("/", "<a href=one.mid>1</a>")
        .on(
            "/one.mid",
            exchange -> {
              exchange.getResponseHeaders().set("ETag", "\"v1\"");
              boolean same =
                  "\"v1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
              Site.send(exchange, same ? 304 : 200, "audio/midi", same ? new byte[0] : midi);
            });
    assertThat(outcomes()).containsExactly("FETCHED one.mid");
    assertThat(outcomes()).containsExactly("UNCHANGED one.mid");
    assertThat(site.asked("/one.mid").get(1).ifNoneMatch()).isEqualTo("\"v1\"");
    assertThat(folder.resolve("one.mid")).hasBinaryContent(midi);
  }

  @Test
  void replacesAFileThatHasChangedOnTheServer() throws Exception {
    AtomicInteger version = new AtomicInteger();
    byte[] newer = Site.midi(temporary, 7);
    site.page("/", "<a href=one.mid>1</a>")
        .on(
            "/one.mid",
            exchange ->
                Site.send(
                    exchange, 200, "audio/midi", version.getAndIncrement() == 0 ? midi : newer));
    run();
    assertThat(outcomes()).containsExactly("FETCHED one.mid");
    assertThat(folder.resolve("one.mid")).hasBinaryContent(newer);
    assertThat(files()).containsExactly("manifest.json", "one.mid");
  }

  @Test
  void doesNotReplaceAFileThatWasChangedHere() throws Exception {
    site.page("/", "<a href=one.mid>1</a>").midi("/one.mid", midi);
    run();
    Files.write(folder.resolve("one.mid"), new byte[] {1});
    assertThat(outcomes())
        .containsExactly(
            "FAILED %s: %s was changed since it was fetched; move it away to fetch it again"
                .formatted(site.address("/one.mid"), folder.resolve("one.mid")));
    assertThat(folder.resolve("one.mid")).hasBinaryContent(new byte[] {1});
  }

  @Test
  void fetchesAFileAgainThatIsGone() throws Exception {
    site.page("/", "<a href=one.mid>1</a>").midi("/one.mid", midi);
    run();
    Files.delete(folder.resolve("one.mid"));
    assertThat(outcomes()).containsExactly("FETCHED one.mid");
  }

  @Test
  void takesNoNameThatAFileOfTheFolderHas() throws Exception {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("ONE.mid"), "mine");
    site.page("/", "<a href=one.mid>1</a> <a href=b/one.mid>2</a>")
        .midi("/one.mid", midi)
        .midi("/b/one.mid", midi);
    assertThat(outcomes()).containsExactly("FETCHED one-2.mid", "FETCHED one-3.mid");
    assertThat(folder.resolve("ONE.mid")).hasContent("mine");
  }

  @Test
  void knowsAgainAFileThatAKillKeptFromTheManifest() throws Exception {
    Files.createDirectories(folder);
    Files.write(folder.resolve("one.mid"), midi);
    site.page("/", "<a href=one.mid>1</a>").midi("/one.mid", midi);
    assertThat(outcomes()).containsExactly("FETCHED one.mid");
    assertThat(files()).containsExactly("manifest.json", "one.mid");
  }

  @Test
  void knowsAgainANewerFileThatAKillKeptFromTheManifest() throws Exception {
    byte[] newer = Site.midi(temporary, 7);
    AtomicInteger asked = new AtomicInteger();
    site.page("/", "<a href=one.mid>1</a>")
        .on(
            "/one.mid",
            exchange ->
                Site.send(
                    exchange, 200, "audio/midi", asked.getAndIncrement() == 0 ? midi : newer));
    run();
    Files.write(folder.resolve("one.mid"), newer);
    assertThat(outcomes()).containsExactly("FETCHED one.mid");
    assertThat(outcomes()).containsExactly("UNCHANGED one.mid");
  }

  @Test
  void followsPagesOfTheHostAsDeepAsItIsTold() throws Exception {
    site.page("/", "<a href=a.html>a</a> <a href=http://127.0.0.2:1/b.html>elsewhere</a>")
        .page("/a.html", "<a href=/>back</a> <a href=one.mid>1</a> <a href=gone.html>g</a>")
        .on("/gone.html", exchange -> Site.send(exchange, 404, "text/html", new byte[0]))
        .midi("/one.mid", midi);
    assertThatThrownBy(this::run).hasMessageContaining("has no link that matches");
    assertThat(outcomes(spec(FetchSpec.MIDI_NAMES, 3))).containsExactly("FETCHED one.mid");
  }

  @Test
  void followsPagesOfTheHostThatThePageIsRedirectedTo() throws Exception {
    String host = "localhost:" + site.address("/").getPort();
    site.on("/", exchange -> Site.redirect(exchange, "http://" + host + "/home"))
        .page("/home", "<a href=a.html>a</a>")
        .page("/a.html", "<a href=one.mid>1</a>")
        .midi("/one.mid", midi);
    assertThat(outcomes(spec(FetchSpec.MIDI_NAMES, 2))).containsExactly("FETCHED one.mid");
  }

  @Test
  void looksForLinksInPagesAlone() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    site.page("/", "<a href=all.zip>all</a> <a href=a.html>a</a>")
        .on(
            "/all.zip",
            exchange -> {
              exchange.getResponseHeaders().set("Content-Type", "application/zip");
              exchange.sendResponseHeaders(200, 50_000);
              exchange.getResponseBody().flush();
              end.await(); // Whoever waits for the content is stuck.
            })
        .page("/a.html", "<a href=one.mid>1</a>")
        .midi("/one.mid", midi);
    assertThat(outcomes(spec(FetchSpec.MIDI_NAMES, 2))).containsExactly("FETCHED one.mid");
    assertThat(site.asked("/all.zip")).hasSize(1);
    end.countDown();
  }

  @Test
  void refusesMoreLinksThanAnyoneWants() {
    StringBuilder links = new StringBuilder();
    for (int i = 0; i <= 10_000; i++) {
      links.append("<a href=").append(i).append(".mid>x</a>");
    }
    site.page("/", links.toString());
    assertThatThrownBy(this::run)
        .hasMessage(
            site.address("/")
                + ": has more than 10000 links that match; choose a narrower pattern");
  }

  @Test
  void fetchesTheLinksThatMatch() throws Exception {
    site.page("/", "<a href=\"get?id=1\">1</a> <a href=\"get?id=2\">2</a> <a href=x.mid>3</a>")
        .midi("/get", midi);
    assertThat(outcomes(spec(Pattern.compile("id="), 1)))
        .containsExactly("FETCHED get.mid", "FETCHED get-2.mid");
  }

  @Test
  void saysWhereThereIsNoPage() {
    site.on("/", exchange -> Site.send(exchange, 404, "text/html", new byte[0]));
    assertThatThrownBy(this::run)
        .isInstanceOf(FetchException.class)
        .hasMessage(site.address("/") + ": the server answers with status 404");
    assertThat(folder).doesNotExist();
  }

  @Test
  void saysThatAFileIsNoPage() {
    site.midi("/", midi);
    assertThatThrownBy(this::run)
        .hasMessage(
            site.address("/")
                + ": is not a web page (its type is audio/midi); name a page that links to MIDI"
                + " files");
  }

  @Test
  void saysThatAManifestIsDamaged() throws Exception {
    site.page("/", "<a href=one.mid>1</a>");
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("manifest.json"), "{\"format\":1,\"files\":[{\"file\":\"../x\"}]}");
    assertThatThrownBy(this::run)
        .hasMessageStartingWith(folder.resolve("manifest.json") + ": ")
        .hasMessageEndingWith("; move it away to fetch everything again");
  }
}
