package io.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.survey.Studies;
import io.nocturne.survey.StudyFolder;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A server of a study that is killed, and one that is told to end. */
@DisabledOnOs(OS.WINDOWS)
class SurveyIT {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final int KILLED = 128 + 9;
  private static final int TERMINATED = 128 + 15;

  @TempDir private Path place;
  private StudyFolder folder;

  @BeforeEach
  void make() throws Exception {
    folder = Studies.make(place.resolve("study"));
  }

  private ProcessRun.Running serve() throws Exception {
    ProcessRun.Running server =
        Workshop.nocturneIn(place, "survey", "serve", "study", "--port", "0").start();
    server.awaitOut("stop it with Ctrl-C");
    return server;
  }

  static String link(ProcessRun.Running server) throws Exception {
    return Files.readAllLines(server.out()).get(0).replace("participant 1: ", "");
  }

  static int post(String address, String form) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    return CLIENT.send(request, BodyHandlers.discarding()).statusCode();
  }

  @Test
  void namesTheFolderThatSqliteCannotBeUnpackedTo() throws Exception {
    Path temporary = Files.createFile(place.resolve("in-the-way")).resolve("tmp");
    Cli cli =
        Workshop.nocturneIn(place, "survey", "serve", "study", "--port", "0")
            .with("JAVA_OPTS", "-Dorg.sqlite.tmpdir=" + temporary)
            .run();
    assertThat(cli.exit()).isEqualTo(1);
    assertThat(cli.err())
        .endsWith(
            "error: "
                + temporary
                + ": SQLite's native library, 2 MB, cannot be unpacked or loaded there;"
                + " make room, or name another folder with"
                + " JAVA_OPTS=-Dorg.sqlite.tmpdir=FOLDER\n");
  }

  @Test
  void losesNoAnswerWhenItIsKilled() throws Exception {
    ProcessRun.Running server = serve();
    String link = link(server);
    assertThat(post(link + "consent", "agree=yes")).isEqualTo(303);
    for (int place = 1; place <= 4; place++) {
      assertThat(post(link + place, "coherence=" + place)).isEqualTo(303);
    }
    server.signal("KILL");
    assertThat(server.await().exit()).isEqualTo(KILLED);
    assertThat(folder.responses())
        .extracting(answer -> answer.value())
        .containsExactlyInAnyOrder("1", "2", "3", "4");
    ProcessRun.Running again = serve();
    assertThat(post(link(again) + "1", "coherence=5")).isEqualTo(303);
    again.signal("TERM");
    Cli ended = again.await();
    assertThat(ended.exit()).isEqualTo(TERMINATED);
    assertThat(ended.err()).isEmpty();
    assertThat(folder.responses()).hasSize(4);
  }
}
