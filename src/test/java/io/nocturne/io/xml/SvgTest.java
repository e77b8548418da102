package io.nocturne.io.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class SvgTest {

  private static Svg svg() {
    return new Svg(10, 20, "a title", "a description");
  }

  private static Element parsed(Svg svg) throws Exception {
    DocumentBuilderFactory parsers = DocumentBuilderFactory.newDefaultNSInstance();
    return parsers
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.toBytes()))
        .getDocumentElement();
  }

  private static Element first(Element root, String name) {
    return (Element) root.getElementsByTagName(name).item(0);
  }

  @Test
  void isADocumentWithTitleAndDescription() throws Exception {
    Element root = parsed(svg());
    assertThat(root.getNamespaceURI()).isEqualTo("http://www.w3.org/2000/svg");
    assertThat(root.getAttribute("viewBox")).isEqualTo("0 0 10 20");
    assertThat(first(root, "title").getTextContent()).isEqualTo("a title");
    assertThat(first(root, "desc").getTextContent()).isEqualTo("a description");
  }

  @Test
  void putsWhatFollowsIntoTheElementBegunLast() throws Exception {
    Element root = parsed(svg().begin("g").empty("rect").end().empty("circle"));
    assertThat(first(root, "rect").getParentNode()).isSameAs(first(root, "g"));
    assertThat(first(root, "circle").getParentNode()).isSameAs(root);
  }

  @Test
  void endsWhatIsStillOpen() throws Exception {
    assertThat(first(parsed(svg().begin("g").begin("a")), "a")).isNotNull();
  }

  @Test
  void escapesTextsAndAttributes() throws Exception {
    Element text =
        first(parsed(svg().begin("text").with("class", "\"<&").text("<a> & b").end()), "text");
    assertThat(text.getTextContent()).isEqualTo("<a> & b");
    assertThat(text.getAttribute("class")).isEqualTo("\"<&");
  }

  @Test
  void replacesWhatXmlCannotHold() throws Exception {
    Element text =
        first(parsed(svg().begin("text").text("a\u0000b\ud800c\ud83c\udfb9").end()), "text");
    assertThat(text.getTextContent()).isEqualTo("a\ufffdb\ufffdc\ud83c\udfb9");
  }

  @Test
  void roundsNumbersToHundredths() throws Exception {
    Element rect =
        first(
            parsed(svg().empty("rect").with("x", 1.0 / 3).with("y", 100.0).with("width", 7)),
            "rect");
    assertThat(rect.getAttribute("x")).isEqualTo("0.33");
    assertThat(rect.getAttribute("y")).isEqualTo("100");
    assertThat(rect.getAttribute("width")).isEqualTo("7");
  }

  @Test
  void isTheSameTextForTheSameCalls() {
    assertThat(svg().empty("rect").with("x", 1).toBytes())
        .isEqualTo(svg().empty("rect").with("x", 1).toBytes())
        .asString(StandardCharsets.UTF_8)
        .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
  }

  @Test
  void addsNoBlanksToTexts() throws Exception {
    Element text = first(parsed(svg().begin("text").text("a").end().empty("rect")), "text");
    assertThat(text.getTextContent()).isEqualTo("a");
  }

  @Test
  void refusesToEndWhatWasNotBegun() {
    assertThatThrownBy(() -> svg().end().end())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("there is no open XML element to end");
  }

  @Test
  void refusesAPictureWithoutSize() {
    assertThatThrownBy(() -> new Svg(0, 20, "", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("width and height must be above 0, were 0.0 and 20.0");
  }
}
