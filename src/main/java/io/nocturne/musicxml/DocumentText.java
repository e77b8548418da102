package io.nocturne.musicxml;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a document's bytes. What says how notes sound is ASCII, so a document that is not in
 * its encoding is read as Latin-1.
 */
final class DocumentText {
  private static final int DECLARATION = 256;
  private static final Pattern ENCODING =
      Pattern.compile("^<\\?xml[^>]*\\sencoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']");

  private DocumentText() {}

  static String of(byte[] document, Findings findings) throws ScoreException {
    Charset charset = charset(document, findings);
    String text;
    try {
      text = charset.newDecoder().decode(ByteBuffer.wrap(document)).toString();
    } catch (CharacterCodingException e) {
      findings.report(Problem.ENCODING);
      text = new String(document, ISO_8859_1);
    }
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  private static Charset charset(byte[] document, Findings findings) throws ScoreException {
    String start = new String(document, 0, Math.min(document.length, DECLARATION), ISO_8859_1);
    if (start.startsWith("\u00fe\u00ff") || start.startsWith("\u00ff\u00fe")) {
      return UTF_16;
    }
    if (start.startsWith("<\0")) {
      return UTF_16LE;
    }
    if (start.startsWith("\0<")) {
      return UTF_16BE;
    }
    Matcher declared = ENCODING.matcher(start);
    if (!declared.find()) {
      return UTF_8;
    }
    try {
      Charset charset = Charset.forName(declared.group(1));
      // The declaration was read as ASCII, so it is not what it says.
      return charset.name().startsWith("UTF-16") ? UTF_8 : charset;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      findings.report(Problem.ENCODING);
      return ISO_8859_1;
    }
  }
}
