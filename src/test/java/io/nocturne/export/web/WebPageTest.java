package io.nocturne.export.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.io.http.PageServer;
import io.nocturne.model.Directions;
import io.nocturne.model.InferenceModel;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.Targets;
import io.nocturne.runtime.SessionSettings;
import io.nocturne.token.PitchTokenizer;
import io.nocturne.token.Tokenizer.OutOfRangePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a page; WebPageNumbersIT and WebPageBrowserIT look at it in a browser. */
class WebPageTest {
  private static final ModelSpec SPEC = new ModelSpec(3, 4, 2, 5, 0, Targets.LAST, Directions.BOTH);

  @TempDir private static Path place;
  private static RunFolder run;
  private static WebPage page;

  @BeforeAll
  static void make() throws Exception {
    run =
        PageRuns.make(
            place.resolve("a<b & c"),
            SPEC,
            PitchTokenizer.pianoWithEnds(OutOfRangePolicy.FOLD_OCTAVES));
    page = WebPage.of(run);
  }

  private static String text(String file) {
    return new String(page.files().get(file), StandardCharsets.UTF_8);
  }

  private static JsonNode described() throws Exception {
    String script = text("run.js");
    return new ObjectMapper()
        .readTree(
            script.substring(script.indexOf('{', script.indexOf("run =")), script.length() - 2));
  }

  @Test
  void hasEveryFileThatItsIndexNames() {
    Stream<String> named =
        Pattern.compile("(?:src|href)=\"([^\":]+)\"")
            .matcher(text(WebPage.INDEX))
            .results()
            .map(match -> match.group(1));
    assertThat(Stream.concat(Stream.of(WebPage.INDEX), named))
        .containsExactlyInAnyOrderElementsOf(page.files().keySet());
  }

  @Test
  void takesTheRunsNameAsText() {
    assertThat(text(WebPage.INDEX)).contains("<h1>Compose with a&lt;b &amp; c</h1>");
  }

  @Test
  void hasNeitherInlineScriptsNorStylesNorHandlers() {
    assertThat(text(WebPage.INDEX))
        .doesNotContain("<style")
        .doesNotContainPattern("<script(?! src=)")
        .doesNotContainPattern(" (on[a-z]+|style)=");
  }

  @Test
  void loadsNothingFromElsewhere() {
    assertThat(page.files().keySet())
        .filteredOn(file -> !file.equals("run.js"))
        .isNotEmpty()
        .allSatisfy(
            file -> assertThat(text(file)).doesNotContainPattern("https?://|fetch\\(|import\\("));
  }

  @Test
  void hasTheWeightsAsTheyAre() throws Exception {
    JsonNode weights = described().path("weights");
    ByteBuffer bytes =
        ByteBuffer.wrap(Base64.getDecoder().decode(weights.path("base64").asText()))
            .order(ByteOrder.LITTLE_ENDIAN);
    try (InferenceModel model = run.openBest(new SessionSettings(1, 1))) {
      for (Map.Entry<String, float[]> expected : model.weights().entrySet()) {
        float[] found = new float[expected.getValue().length];
        bytes.asFloatBuffer().get(found);
        bytes.position(bytes.position() + found.length * Float.BYTES);
        assertThat(found).as(expected.getKey()).isEqualTo(expected.getValue());
      }
      assertThat(weights.path("list").findValuesAsText("name"))
          .containsExactlyElementsOf(model.weights().keySet());
    }
    assertThat(bytes.hasRemaining()).isFalse();
  }

  @Test
  void describesTheNetworkTheTokensAndTheMemory() throws Exception {
    JsonNode run = described();
    assertThat(run.at("/spec/directions").asText()).isEqualTo("both");
    assertThat(run.at("/spec/window").asInt()).isEqualTo(5);
    assertThat(run.at("/vocabulary/tokenizer/outside").asText()).isEqualTo("fold-octaves");
    assertThat(run.at("/vocabulary/pitches/0/0").asInt()).isEqualTo(21);
    assertThat(run.at("/vocabulary/pitches/88")).isEmpty();
    assertThat(run.at("/memory/limits/maxLag").asInt()).isEqualTo(8192);
  }

  @Test
  void isServedWithAPolicyThatKeepsItToItself() throws Exception {
    try (PageServer server = PageServer.start(page.site(), PageServer.LOOPBACK, 0)) {
      HttpResponse<byte[]> index = get(server, "/");
      assertThat(index.body()).isEqualTo(page.files().get(WebPage.INDEX));
      assertThat(index.headers().firstValue("Content-Security-Policy"))
          .contains(WebPage.SECURITY_POLICY + "; frame-ancestors 'none'");
      assertThat(index.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(get(server, "/page.js").headers().firstValue("Content-Type"))
          .contains("text/javascript; charset=utf-8");
    }
  }

  @Test
  void servesNoOtherFiles() throws Exception {
    try (PageServer server = PageServer.start(page.site(), PageServer.LOOPBACK, 0)) {
      for (String path :
          Arrays.asList("/run.json", "/../run.json", "/%2e%2e/run.json", "//", "/page")) {
        assertThat(get(server, path).statusCode()).as(path).isBetween(400, 404);
      }
      HttpRequest post =
          HttpRequest.newBuilder(server.address()).POST(BodyPublishers.ofString("a=b")).build();
      assertThat(HttpClient.newHttpClient().send(post, BodyHandlers.discarding()).statusCode())
          .isEqualTo(405);
    }
  }

  private static HttpResponse<byte[]> get(PageServer server, String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + path)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
  }
}
