package io.nocturne.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SurveyServerTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir Path place;
  private StudyFolder folder;
  private SurveyServer server;
  private String home;

  @BeforeEach
  void start() throws Exception {
    folder = Studies.make(place.resolve("study"));
    server = SurveyServer.start(folder, "127.0.0.1", 0);
    home = home(1);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private String home(int participant) throws Exception {
    return server.address() + "/p/" + folder.tokens().get(participant) + "/";
  }

  private static HttpResponse<String> get(String address) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder form(String address, HttpRequest.BodyPublisher body) {
    return HttpRequest.newBuilder(URI.create(address))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(body);
  }

  private static HttpResponse<String> post(String address, String form) throws Exception {
    HttpRequest request = form(address, BodyPublishers.ofString(form)).build();
    return CLIENT.send(request, BodyHandlers.ofString());
  }

  private void agree() throws Exception {
    assertThat(post(home + "consent", "agree=yes").statusCode()).isEqualTo(303);
  }

  @Test
  void asksForConsentBeforeAnythingElse() throws Exception {
    assertThat(get(home).body()).contains("Before you begin").doesNotContain("<audio");
    assertThat(get(home + "1").headers().firstValue("Location")).contains("./");
    assertThat(get(home + "sound/1").statusCode()).isEqualTo(404);
    assertThat(post(home + "1", "coherence=3").statusCode()).isEqualTo(403);
  }

  @Test
  void keepsOneAnswerToAQuestionTheLast() throws Exception {
    agree();
    post(home + "1", "coherence=2&then=next");
    assertThat(post(home + "1", "coherence=4&then=next").headers().firstValue("Location"))
        .contains("2");
    String excerpt = folder.study().orderOf(1).get(0);
    assertThat(Responses.read(folder)).containsExactly(new Answer(1, excerpt, "coherence", "4"));
    assertThat(get(home + "1").body()).contains("name=\"coherence\" value=\"4\" checked");
  }

  @Test
  void goesOnWhereTheParticipantStopped() throws Exception {
    agree();
    post(home + "1", "coherence=2&musicality=3&creativity=1&heard=no&then=next");
    assertThat(get(home).headers().firstValue("Location")).contains("2");
  }

  @Test
  void showsNobodyAnothersAnswers() throws Exception {
    agree();
    post(home + "1", "comment=secret");
    post(home(2) + "consent", "agree=yes");
    for (int place = 1; place <= 4; place++) {
      assertThat(get(home(2) + place).body()).doesNotContain("secret");
    }
  }

  @Test
  void showsCommentsAsText() throws Exception {
    agree();
    post(home + "1", "comment=%3Cscript%3Ealert(1)%3C%2Fscript%3E");
    assertThat(get(home + "1").body()).contains("&lt;script&gt;").doesNotContain("<script>a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/p/",
        "/p/00000000000000000000000000000000/",
        "/p/00000000000000000000000000000000/1",
        "/study.json",
        "/participants.csv",
        "/key/key.json",
        "/answers.sqlite"
      })
  void hasNoPageForAnyoneElse(String path) throws Exception {
    assertThat(get(server.address() + path).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sound/../../../key/key.json",
        "sound/..%2f..%2fkey%2fkey.json",
        "sound/%2e%2e/%2e%2e/key/key.json",
        "sound/1%00",
        "..;/key",
        "sound/0",
        "sound/5",
        "sound/01",
        "5"
      })
  void leavesNoWayOutOfTheStudy(String path) throws Exception {
    agree();
    String answer = raw("GET " + URI.create(home).getPath() + path + " HTTP/1.1\r\n");
    assertThat(answer).matches("(?s)HTTP/1.1 (400|404) .*").doesNotContain("\"origin\"");
    assertThat(answer).contains("Content-Security-Policy");
  }

  private String raw(String line) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort());
        OutputStream out = socket.getOutputStream();
        InputStream in = socket.getInputStream()) {
      String request = line + "Host: localhost\r\nConnection: close\r\n\r\n";
      out.write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "coherence=0",
        "coherence=6",
        "coherence=33",
        "coherence=",
        "heard=maybe",
        "participant=2",
        "coherence=1&coherence=2"
      })
  void refusesWhatIsNoAnswer(String form) throws Exception {
    agree();
    assertThat(post(home + "1", form).statusCode()).isEqualTo(400);
    assertThat(Responses.read(folder)).isEmpty();
  }

  @Test
  void refusesBodiesThatAreTooLong() throws Exception {
    agree();
    String longest = "comment=" + "a".repeat(2000);
    assertThat(post(home + "1", longest).statusCode()).isEqualTo(303);
    assertThat(post(home + "1", longest + "a").statusCode()).isEqualTo(400);
    String huge = "comment=" + "a".repeat(100_000);
    assertThat(post(home + "1", huge).statusCode()).isEqualTo(413);
    HttpRequest chunked =
        form(
                home + "1",
                BodyPublishers.ofInputStream(
                    () -> new ByteArrayInputStream(huge.getBytes(StandardCharsets.US_ASCII))))
            .build();
    assertThat(CLIENT.send(chunked, BodyHandlers.ofString()).statusCode()).isEqualTo(413);
  }

  @Test
  void refusesOtherMethods() throws Exception {
    HttpRequest delete = HttpRequest.newBuilder(URI.create(home)).DELETE().build();
    assertThat(CLIENT.send(delete, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
  }

  @Test
  void letsPagesLoadNothingFromElsewhere() throws Exception {
    HttpResponse<String> page = get(home);
    assertThat(page.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(
            policy ->
                assertThat(policy)
                    .startsWith("default-src 'none';")
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("unsafe", "http", "*"));
    assertThat(page.headers().map())
        .containsKeys("x-content-type-options", "referrer-policy", "cache-control")
        .doesNotContainKey("server");
    assertThat(page.body()).doesNotContain("http://", "https://");
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-9, 206, 0, 10",
    "bytes=44-, 206, 44, 88200",
    "bytes=-4, 206, 88240, 4",
    "bytes=99999999-, 416, 0, 0",
    "nonsense, 200, 0, 88244"
  })
  void givesPartsOfSounds(String range, int status, int from, int length) throws Exception {
    agree();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(home + "sound/1")).header("Range", range).build();
    HttpResponse<byte[]> answer = CLIENT.send(request, BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(status);
    byte[] whole = Files.readAllBytes(folder.sound(folder.study().orderOf(1).get(0)));
    assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(whole, from, from + length));
  }

  @Test
  void saysThatThereIsNoSuchHost() {
    assertThatThrownBy(() -> SurveyServer.start(folder, "nowhere.invalid", 8080).close())
        .hasMessage(
            "nowhere.invalid:8080: cannot listen on this port (no such host); choose another port"
                + " or host");
  }

  @Test
  void saysThatAPortIsTaken() {
    int port = server.address().getPort();
    assertThatThrownBy(() -> SurveyServer.start(folder, "127.0.0.1", port).close())
        .hasMessageStartingWith("127.0.0.1:" + port + ": cannot listen on this port (")
        .hasMessageEndingWith("); choose another port or host");
  }
}
