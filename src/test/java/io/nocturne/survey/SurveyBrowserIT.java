package io.nocturne.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * A real browser takes part, by the keyboard alone. Skipped without Chromium and its driver, unless
 * the environment has {@code NOCTURNE_BROWSER=required}. What it saw is in {@code
 * target/survey-*.png}.
 */
class SurveyBrowserIT {
  private static final int MOST_TABS = 40;

  @TempDir static Path downloads;
  private static ChromeDriver browser;

  @TempDir Path place;
  private StudyFolder folder;
  private SurveyServer server;

  @BeforeAll
  static void open() {
    Optional<Path> chromium = program("chromium", "chromium-browser", "google-chrome");
    Optional<Path> driver = program("chromedriver");
    if (chromium.isEmpty() || driver.isEmpty()) {
      String reason = "no chromium and chromedriver on the PATH";
      if ("required".equals(System.getenv("NOCTURNE_BROWSER"))) {
        fail(reason);
      }
      abort(reason);
    }
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.orElseThrow().toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage");
    options.setExperimentalOption(
        "prefs", Map.of("download.default_directory", downloads.toString()));
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(driver.orElseThrow().toFile())
            .build();
    browser = new ChromeDriver(service, options);
    browser.manage().timeouts().implicitlyWait(Duration.ofSeconds(20));
  }

  @AfterAll
  static void quit() {
    if (browser != null) {
      browser.quit();
    }
  }

  private static Optional<Path> program(String... names) {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .flatMap(folder -> Stream.of(names).map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @BeforeEach
  void start() throws Exception {
    folder = Studies.make(place.resolve("study"));
    server = SurveyServer.start(folder, "127.0.0.1", 0);
    browser.manage().window().setSize(new Dimension(1200, 1000));
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private String link(int participant) throws Exception {
    return server.address() + "/p/" + folder.tokens().get(participant) + "/";
  }

  private static WebElement focused() {
    return browser.switchTo().activeElement();
  }

  private static void press(CharSequence... keys) {
    focused().sendKeys(keys);
  }

  /** Presses the tabulator key until an element has the focus. */
  private static void tabTo(String selector) {
    WebElement wanted = browser.findElement(By.cssSelector(selector));
    for (int i = 0; i < MOST_TABS; i++) {
      if (focused().equals(wanted)) {
        return;
      }
      press(Keys.TAB);
    }
    fail("the keyboard does not reach " + selector);
  }

  private static void await(String xpath) {
    assertThat(browser.findElement(By.xpath(xpath)).isDisplayed()).isTrue();
  }

  private static void awaitHeading(String text) {
    await("//h1[normalize-space()='" + text + "' and not(ancestor::*[@hidden])]");
  }

  private static void awaitSaved() {
    await("//*[@role='status'][.='Saved']");
  }

  private static boolean chosen(String question, int value) {
    String selector = "input[name=%s][value='%d']".formatted(question, value);
    return browser.findElement(By.cssSelector(selector)).isSelected();
  }

  /** Chooses the first point, and others by arrows. */
  private static void choose(String question, int arrows) {
    tabTo("input[name=" + question + "]");
    press(Keys.SPACE);
    for (int i = 0; i < arrows; i++) {
      press(Keys.ARROW_RIGHT);
    }
  }

  private static void picture(String name) throws Exception {
    Files.write(
        Path.of("target", "survey-" + name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
  }

  private static void agree() throws Exception {
    awaitHeading("Before you begin");
    tabTo("input[name=agree]");
    press(Keys.SPACE);
    tabTo("button");
    press(Keys.ENTER);
  }

  @Test
  void takesTheWholeSurveyByTheKeyboard() throws Exception {
    browser.get(link(1));
    picture("consent");
    agree();
    for (int excerpt = 1; excerpt <= 4; excerpt++) {
      awaitHeading("Excerpt " + excerpt);
      for (Question question : Question.values()) {
        choose(question.key(), excerpt);
      }
      choose("heard", 1);
      awaitSaved();
      if (excerpt == 2) {
        picture("desktop");
      }
      tabTo("button[value=next]");
      press(Keys.ENTER);
    }
    awaitHeading("Done");
    await("//p[contains(., 'All your answers are kept')]");
    assertThat(Responses.read(folder)).filteredOn(a -> !a.question().equals("comment")).hasSize(16);
    assertThat(Responses.read(folder)).contains(answer(2, "coherence", "3"));
  }

  private Answer answer(int excerpt, String question, String value) throws Exception {
    return new Answer(1, folder.study().orderOf(1).get(excerpt - 1), question, value);
  }

  @Test
  void goesOnAfterAReloadAndKeepsTheLastOfTwoAnswers() throws Exception {
    browser.get(link(1));
    agree();
    awaitHeading("Excerpt 1");
    choose("coherence", 1);
    awaitSaved();
    browser.navigate().refresh();
    assertThat(chosen("coherence", 2)).isTrue();
    tabTo("input[name=coherence][value='2']");
    press(Keys.ARROW_RIGHT);
    awaitSaved();
    browser.get(link(1));
    awaitHeading("Excerpt 1");
    assertThat(chosen("coherence", 3)).isTrue();
    assertThat(Responses.read(folder))
        .filteredOn(answer -> answer.question().equals("coherence"))
        .containsExactly(answer(1, "coherence", "3"));
  }

  @Test
  void showsNothingOfOthersByAnotherOrAWrongToken() throws Exception {
    browser.get(link(1));
    agree();
    awaitHeading("Excerpt 1");
    choose("coherence", 4);
    awaitSaved();
    browser.get(link(2));
    agree();
    awaitHeading("Excerpt 1");
    assertThat(browser.findElements(By.cssSelector("fieldset"))).hasSize(4);
    assertThat((Long) browser.executeScript("return document.querySelectorAll(':checked').length"))
        .isZero();
    browser.get(server.address() + "/p/" + "0".repeat(32) + "/");
    assertThat(browser.getPageSource()).contains("There is no such page");
  }

  @Test
  void fitsAPhoneInTheDark() throws Exception {
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", 390, "height", 844, "deviceScaleFactor", 2, "mobile", true));
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
    try {
      browser.get(link(1));
      agree();
      awaitHeading("Excerpt 1");
      choose("coherence", 2);
      awaitSaved();
      Object wide =
          browser.executeScript("return document.documentElement.scrollWidth <= window.innerWidth");
      assertThat(wide).isEqualTo(true);
      picture("phone");
    } finally {
      browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
      browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
    }
  }

  @Test
  void givesAFileOfAnswersWithoutAServer() throws Exception {
    Study study = folder.study();
    StaticPage.write(folder);
    browser.get(folder.page().toUri().toString());
    tabTo("#participant");
    press("2");
    tabTo("#consent input[type=checkbox]");
    press(Keys.SPACE);
    press(Keys.TAB, Keys.ENTER);
    for (int excerpt = 1; excerpt <= 4; excerpt++) {
      awaitHeading("Excerpt %d of 4".formatted(excerpt));
      choose("creativity", 2);
      tabTo("#next");
      press(Keys.ENTER);
    }
    awaitHeading("Done");
    picture("static");
    tabTo("#download");
    press(Keys.ENTER);
    Path file = downloads.resolve("answers-002.json");
    for (int i = 0; i < 200 && !Files.exists(file); i++) {
      Thread.sleep(50); // The browser does not report the end of a download.
    }
    Files.copy(file, folder.answers().resolve("answers-002.json"));
    assertThat(Responses.read(folder))
        .extracting(Answer::excerpt)
        .containsExactlyInAnyOrderElementsOf(study.excerpts());
    assertThat(Responses.read(folder))
        .allMatch(answer -> answer.participant() == 2 && answer.value().equals("3"));
  }
}
