package io.nocturne.survey;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.Browser;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/**
 * A real browser takes part, by the keyboard alone. What it saw is in {@code target/survey-*.png}.
 */
class SurveyBrowserIT {
  @TempDir static Path downloads;
  private static Browser browser;

  @TempDir Path place;
  private StudyFolder folder;
  private SurveyServer server;

  @BeforeAll
  static void open() {
    browser = Browser.open(downloads);
  }

  @AfterAll
  static void quit() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void start() throws Exception {
    folder = Studies.make(place.resolve("study"));
    server = SurveyServer.start(folder, "127.0.0.1", 0);
    browser.resize();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private String link(int participant) throws Exception {
    return server.address() + "/p/" + folder.tokens().get(participant) + "/";
  }

  private static void awaitHeading(String text) {
    browser.await("//h1[normalize-space()='" + text + "' and not(ancestor::*[@hidden])]");
  }

  private static void awaitSaved() {
    browser.await("//*[@role='status'][.='Saved']");
  }

  private static boolean chosen(String question, int value) {
    String selector = "input[name=%s][value='%d']".formatted(question, value);
    return browser.driver().findElement(By.cssSelector(selector)).isSelected();
  }

  /** Chooses the first point, and others by arrows. */
  private static void choose(String question, int arrows) {
    browser.tabTo("input[name=" + question + "]");
    browser.press(Keys.SPACE);
    for (int i = 0; i < arrows; i++) {
      browser.press(Keys.ARROW_RIGHT);
    }
  }

  private static void agree() throws Exception {
    awaitHeading("Before you begin");
    browser.tabTo("input[name=agree]");
    browser.press(Keys.SPACE);
    browser.tabTo("button");
    browser.press(Keys.ENTER);
  }

  @Test
  void takesTheWholeSurveyByTheKeyboard() throws Exception {
    browser.driver().get(link(1));
    browser.picture("survey-consent");
    agree();
    for (int excerpt = 1; excerpt <= 4; excerpt++) {
      awaitHeading("Excerpt " + excerpt);
      for (Question question : Question.values()) {
        choose(question.key(), excerpt);
      }
      choose("heard", 1);
      awaitSaved();
      if (excerpt == 2) {
        browser.picture("survey-desktop");
      }
      browser.tabTo("button[value=next]");
      browser.press(Keys.ENTER);
    }
    awaitHeading("Done");
    browser.await("//p[contains(., 'All your answers are kept')]");
    assertThat(Responses.read(folder)).filteredOn(a -> !a.question().equals("comment")).hasSize(16);
    assertThat(Responses.read(folder)).contains(answer(2, "coherence", "3"));
  }

  private Answer answer(int excerpt, String question, String value) throws Exception {
    return new Answer(1, folder.study().orderOf(1).get(excerpt - 1), question, value);
  }

  @Test
  void goesOnAfterAReloadAndKeepsTheLastOfTwoAnswers() throws Exception {
    browser.driver().get(link(1));
    agree();
    awaitHeading("Excerpt 1");
    choose("coherence", 1);
    awaitSaved();
    browser.driver().navigate().refresh();
    assertThat(chosen("coherence", 2)).isTrue();
    browser.tabTo("input[name=coherence][value='2']");
    browser.press(Keys.ARROW_RIGHT);
    awaitSaved();
    browser.driver().get(link(1));
    awaitHeading("Excerpt 1");
    assertThat(chosen("coherence", 3)).isTrue();
    assertThat(Responses.read(folder))
        .filteredOn(answer -> answer.question().equals("coherence"))
        .containsExactly(answer(1, "coherence", "3"));
  }

  @Test
  void showsNothingOfOthersByAnotherOrAWrongToken() throws Exception {
    browser.driver().get(link(1));
    agree();
    awaitHeading("Excerpt 1");
    choose("coherence", 4);
    awaitSaved();
    browser.driver().get(link(2));
    agree();
    awaitHeading("Excerpt 1");
    assertThat(browser.driver().findElements(By.cssSelector("fieldset"))).hasSize(4);
    assertThat(
            (Long)
                browser
                    .driver()
                    .executeScript("return document.querySelectorAll(':checked').length"))
        .isZero();
    browser.driver().get(server.address() + "/p/" + "0".repeat(32) + "/");
    assertThat(browser.driver().getPageSource()).contains("There is no such page");
  }

  @Test
  void fitsAPhoneInTheDark() throws Exception {
    browser.onPhone(
        390,
        () -> {
          browser.driver().get(link(1));
          agree();
          awaitHeading("Excerpt 1");
          choose("coherence", 2);
          awaitSaved();
          browser.picture("survey-phone");
        });
  }

  @Test
  void givesAFileOfAnswersWithoutAServer() throws Exception {
    Study study = folder.study();
    StaticPage.write(folder);
    browser.driver().get(folder.page().toUri().toString());
    browser.tabTo("#participant");
    browser.press("2");
    browser.tabTo("#consent input[type=checkbox]");
    browser.press(Keys.SPACE);
    browser.press(Keys.TAB, Keys.ENTER);
    for (int excerpt = 1; excerpt <= 4; excerpt++) {
      awaitHeading("Excerpt %d of 4".formatted(excerpt));
      choose("creativity", 2);
      browser.tabTo("#next");
      browser.press(Keys.ENTER);
    }
    awaitHeading("Done");
    browser.picture("survey-static");
    browser.tabTo("#download");
    browser.press(Keys.ENTER);
    Path file = Browser.awaitFile(downloads.resolve("answers-002.json"));
    Files.copy(file, folder.answers().resolve("answers-002.json"));
    assertThat(Responses.read(folder))
        .extracting(Answer::excerpt)
        .containsExactlyInAnyOrderElementsOf(study.excerpts());
    assertThat(Responses.read(folder))
        .allMatch(answer -> answer.participant() == 2 && answer.value().equals("3"));
  }
}
