package io.nocturne.cli;

import static java.util.function.Predicate.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Markdown file, as far as tests need to understand it.
 *
 * @param file where it is
 * @param code the lines within fenced code blocks
 * @param prose the lines outside of them
 */
record Markdown(Path file, List<String> code, List<String> prose) {

  private static final Pattern COMMAND = Pattern.compile("^\\s*(?:\\$ )?(?:\\./)?nocturne (.*)$");
  private static final Pattern INLINE_COMMAND = Pattern.compile("`\\./nocturne ([^`]+)`");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern ELSEWHERE = Pattern.compile("^[a-z]+:.*");

  /** A link from one file of the repository to another, or to a heading. */
  record Link(Path from, String target) {

    /** What is wrong with it; empty if nothing is. */
    String problem() throws IOException {
      int hash = target.indexOf('#');
      String path = hash < 0 ? target : target.substring(0, hash);
      Path file = path.isEmpty() ? from : from.resolveSibling(path);
      if (Files.notExists(file)) {
        return "there is no " + file.normalize();
      }
      String anchor = hash < 0 ? "" : target.substring(hash + 1);
      return anchor.isEmpty() || read(file).anchors().contains(anchor)
          ? ""
          : file.normalize() + " has no heading #" + anchor;
    }

    @Override
    public String toString() {
      return from + ": " + target;
    }
  }

  static Markdown read(Path file) throws IOException {
    List<String> code = new ArrayList<>();
    List<String> prose = new ArrayList<>();
    boolean fenced = false;
    for (String line : Files.readAllLines(file)) {
      if (line.strip().startsWith("```")) {
        fenced = !fenced;
      } else {
        (fenced ? code : prose).add(line);
      }
    }
    return new Markdown(file, List.copyOf(code), List.copyOf(prose));
  }

  /** What follows {@code nocturne} where code calls it, comments left out. */
  List<String> commands() {
    return Stream.concat(matches(code, COMMAND), matches(prose, INLINE_COMMAND))
        .map(line -> line.replaceFirst("\\s+#\\s.*$", "").strip())
        .toList();
  }

  /** The links to places within the repository. */
  List<Link> links() {
    return matches(prose, LINK)
        .filter(not(ELSEWHERE.asMatchPredicate()))
        .map(target -> new Link(file, target))
        .toList();
  }

  /** What a link to one of the headings has after the {@code #}, as GitHub makes it. */
  private List<String> anchors() {
    return matches(prose, Pattern.compile("^#+ (.*)$"))
        .map(
            heading ->
                heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _-]", "").replace(' ', '-'))
        .toList();
  }

  private static Stream<String> matches(List<String> lines, Pattern pattern) {
    return lines.stream()
        .flatMap(line -> pattern.matcher(line).results())
        .map(match -> match.group(1));
  }
}
