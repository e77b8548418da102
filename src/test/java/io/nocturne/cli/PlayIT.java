package io.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The page to compose on, as two commands give it. */
@DisabledOnOs(OS.WINDOWS)
class PlayIT {
  private static final int TERMINATED = 128 + 15;

  @TempDir private Path place;
  private ImportedRun run;

  @BeforeEach
  void make() throws Exception {
    run = ImportedRun.make(place);
  }

  @Test
  void servesThePageUntilItIsStopped() throws Exception {
    ProcessRun.Running server =
        Workshop.nocturneIn(place, "play", "--run", run.run().toString()).start();
    server.awaitOut("stop it with Ctrl-C");
    String address = Files.readString(server.out()).replaceFirst("(?s).* at (\\S+) .*", "$1");
    String page =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString())
            .body();
    assertThat(page).contains("<h1>Compose with run</h1>");
    server.signal("TERM");
    Cli ended = server.await();
    assertThat(ended.exit()).isEqualTo(TERMINATED);
    assertThat(ended.err()).isEmpty();
  }

  @Test
  void writesThePageIntoAFolder() {
    Path page = place.resolve("page");
    Cli cli =
        Cli.run(
            "export", "--run", run.run().toString(), "--format", "web", "--out", page.toString());
    assertThat(cli)
        .isEqualTo(
            new Cli(
                0,
                page.resolve("index.html") + ": page to compose on; open it in a browser\n",
                ""));
    assertThat(page.resolve("index.html")).isRegularFile();
  }
}
