package io.nocturne.export.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.Browser;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.corpus.EmbeddedCorpus;
import io.nocturne.io.http.PageServer;
import io.nocturne.midi.MidiReader;
import io.nocturne.midi.MidiWriter;
import io.nocturne.model.Directions;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.Targets;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.token.EvenTiming;
import io.nocturne.token.EventTokenizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/**
 * A real browser composes on the page from its folder, as after a double click. What it saw is in
 * {@code target/page-*.png}.
 */
class WebPageBrowserIT {
  private static final ModelSpec SPEC =
      new ModelSpec(8, 32, 1, 16, 0, Targets.EVERY, Directions.FORWARD);

  @TempDir private static Path place;
  private static Browser browser;
  private static WebPage page;

  @BeforeAll
  static void open() throws Exception {
    browser = Browser.open(place);
    RunFolder run = PageRuns.make(place.resolve("waltzes"), SPEC, EventTokenizer.standard());
    page = WebPage.of(run);
    page.write(Files.createDirectory(place.resolve("page")));
  }

  @AfterAll
  static void quit() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void visit() {
    browser.resize();
    visit(place.resolve("page").resolve(WebPage.INDEX).toUri().toString());
  }

  /**
   * Visits the page, which has another seed each time, with one that does not end a piece early.
   */
  private static void visit(String address) {
    browser.driver().get(address);
    awaitStatus("Ready");
    browser.driver().executeScript("document.getElementById('seed').value = 1");
  }

  @AfterEach
  void writesNothingToTheConsole() {
    assertThat(browser.console()).isEmpty();
  }

  private static void awaitStatus(String text) {
    browser.await("//*[@role='status'][contains(., '" + text + "')]");
  }

  private static void set(String field, String value) {
    browser.tabTo("#" + field);
    browser.pressWithControl("a");
    browser.press(value);
  }

  private static void press(String button) {
    browser.tabTo("#" + button);
    browser.press(Keys.ENTER);
  }

  private static String text(String id) {
    return browser.driver().findElement(By.id(id)).getText();
  }

  /** Returns the pitches of the music on the page. */
  private static List<?> pitches() {
    return (List<?>)
        browser
            .driver()
            .executeScript("return nocturne.page.score.piece().notes.map(({ pitch }) => pitch)");
  }

  private static Piece downloaded(String seed, String name) throws Exception {
    press("download");
    Path file = Browser.awaitFile(place.resolve(name + "-" + seed + ".mid"));
    return MidiReader.read(file).pieces().get(0);
  }

  @Test
  void composesByTheKeyboardAlone() throws Exception {
    set("notes", "20");
    set("seed", "1");
    press("compose");
    awaitStatus("20 new notes, with seed 1");
    browser.picture("page-desktop");
    assertThat(downloaded("1", "waltzes").noteCount()).isEqualTo(20);
  }

  @Test
  void composesFromAServer() throws Exception {
    try (PageServer server = PageServer.start(page.site(), PageServer.LOOPBACK, 0)) {
      visit(server.address().toString());
      browser.pressWithControl(Keys.ENTER);
      awaitStatus("64 new notes, with seed");
    }
  }

  @Test
  void continuesAFile() throws Exception {
    Piece piece = EmbeddedCorpus.pieces().get(2);
    Path file = place.resolve("prelude.mid");
    MidiWriter.write(piece, 1, file);
    browser.driver().findElement(By.id("file")).sendKeys(file.toString());
    awaitStatus("prelude.mid: " + piece.noteCount() + " notes are the beginning");
    set("notes", "10");
    set("seed", "2");
    press("compose");
    awaitStatus("10 new notes, with seed 2");
    Piece written = EventTokenizer.standard().quantized(piece, EvenTiming.DEFAULT);
    List<Note> notes = downloaded("2", "prelude").notes();
    assertThat(notes).hasSize(written.noteCount() + 10);
    assertThat(notes.subList(0, 100)).isEqualTo(written.notes().subList(0, 100));
  }

  @Test
  void saysWhatIsWrongWithAFile() throws Exception {
    Path file = Files.writeString(place.resolve("letter.mid"), "Dear Clara");
    browser.driver().findElement(By.id("file")).sendKeys(file.toString());
    awaitStatus("letter.mid: it is not a MIDI file. Choose another MIDI file.");
  }

  @Test
  void playsThePianoByLettersAndArrows() {
    browser.tabTo("#keys [data-pitch='60']");
    browser.press("a", "d", "g");
    browser.press(Keys.ARROW_UP);
    browser.press(Keys.ARROW_RIGHT);
    browser.press(Keys.ENTER);
    assertThat(pitches()).isEqualTo(List.of(60L, 64L, 67L, 73L));
    browser.press(Keys.BACK_SPACE);
    assertThat(pitches()).isEqualTo(List.of(60L, 64L, 67L));
  }

  @Test
  void playsAndStops() {
    press("compose");
    awaitStatus("64 new notes");
    press("play");
    browser.await("//button[@id='play'][.='Stop playing']");
    browser.press(Keys.ESCAPE);
    browser.await("//button[@id='play'][.='Play']");
  }

  @Test
  void makesWhatItComposedTheBeginning() {
    set("notes", "5");
    press("compose");
    awaitStatus("5 new notes");
    List<?> before = pitches();
    press("keep");
    press("compose");
    awaitStatus("5 new notes");
    assertThat(pitches()).hasSize(10);
    assertThat(pitches().subList(0, 5)).isEqualTo(before);
  }

  @Test
  void namesASettingThatIsWrong() {
    set("notes", "0");
    press("compose");
    awaitStatus("New notes: ");
    assertThat(browser.focused().getDomAttribute("id")).isEqualTo("notes");
    assertThat(text("compose")).isEqualTo("Compose");
  }

  @Test
  void describesTheMusicToThoseWhoDoNotSeeIt() {
    set("notes", "5");
    press("compose");
    awaitStatus("5 new notes");
    browser.await(
        "//canvas[@role='img'][starts-with(@aria-label, 'Piano roll: 0 notes of the beginning, 5"
            + " new')]");
  }

  @Test
  void fitsANarrowPhoneInTheDark() throws Exception {
    browser.onPhone(
        360,
        () -> {
          visit(place.resolve("page").resolve(WebPage.INDEX).toUri().toString());
          press("compose");
          awaitStatus("64 new notes");
          browser.picture("page-phone");
        });
  }
}
