package io.nocturne;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A headless Chromium and what a user does with it. Without Chromium and its driver the test is
 * skipped, unless the environment has {@code NOCTURNE_BROWSER=required}.
 *
 * @param driver of the browser
 */
public record Browser(ChromeDriver driver) implements AutoCloseable {
  private static final int MAX_TABS = 40;

  /**
   * Opens a browser.
   *
   * @param downloads the folder of downloaded files
   */
  public static Browser open(Path downloads) {
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
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(driver.orElseThrow().toFile())
            .build();
    ChromeDriver browser = new ChromeDriver(service, options);
    browser.manage().timeouts().implicitlyWait(Duration.ofSeconds(20));
    return new Browser(browser);
  }

  private static Optional<Path> program(String... names) {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .flatMap(folder -> Stream.of(names).map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Override
  public void close() {
    driver.quit();
  }

  /** Makes the window that of a desktop. */
  public void resize() {
    driver.manage().window().setSize(new Dimension(1200, 1000));
  }

  public WebElement focused() {
    return driver.switchTo().activeElement();
  }

  /** Presses keys one after the other; what has the focus receives them. */
  public void press(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  /** Presses a key while Ctrl is held. */
  public void pressWithControl(CharSequence key) {
    new Actions(driver).keyDown(Keys.CONTROL).sendKeys(key).keyUp(Keys.CONTROL).perform();
  }

  /** Presses the tabulator key until an element has the focus. */
  public void tabTo(String selector) {
    WebElement wanted = driver.findElement(By.cssSelector(selector));
    for (int i = 0; i < MAX_TABS; i++) {
      if (focused().equals(wanted)) {
        return;
      }
      press(Keys.TAB);
    }
    fail("the keyboard does not reach " + selector);
  }

  /** Waits for an element that can be seen. */
  public void await(String xpath) {
    assertThat(driver.findElement(By.xpath(xpath)).isDisplayed()).isTrue();
  }

  /** Waits for a file to be downloaded, of which the browser does not report the end. */
  public static Path awaitFile(Path file) throws InterruptedException {
    for (int i = 0; i < 200 && !Files.exists(file); i++) {
      Thread.sleep(50);
    }
    return file;
  }

  /** Writes what can be seen to {@code target/NAME.png}. */
  public void picture(String name) throws IOException {
    Files.write(Path.of("target", name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
  }

  /** What is done on a phone. */
  @FunctionalInterface
  public interface Visit {
    void run() throws Exception;
  }

  /** Makes a visit on a phone of a width in pixels, in the dark. */
  public void onPhone(int width, Visit visit) throws Exception {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 844, "deviceScaleFactor", 2, "mobile", true));
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
    try {
      visit.run();
      Object fits =
          driver.executeScript("return document.documentElement.scrollWidth <= window.innerWidth");
      assertThat(fits).as("nothing is wider than %d pixels", width).isEqualTo(true);
    } finally {
      driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
      driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
    }
  }

  /** Returns what the page has written to the browser's console since the last call. */
  public List<String> console() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(entry -> entry.getLevel() + " " + entry.getMessage())
        .toList();
  }
}
