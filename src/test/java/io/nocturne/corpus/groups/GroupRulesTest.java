package io.nocturne.corpus.groups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.corpus.groups.GroupRule.PieceGrouping;
import io.nocturne.corpus.groups.Membership.ListedPart;
import io.nocturne.passage.SimilarPieces.SimilarPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupRulesTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "folder, Bach/Fugue/848/a.mid, Bach/Fugue/848",
    "folder:1, Bach/Fugue/848/a.mid, Bach",
    "folder:2, Bach/Fugue/848/a.mid, Bach/Fugue",
    "folder:9, Bach/Fugue/848/a.mid, Bach/Fugue/848",
    "folder, a.mid, ",
    "'regex:([0-9]+)', versions/018-v3.mid, 018",
    "'regex:([^/]+)/.*-(v[0-9]|x)', versions/018-v3.mid, versions/v3",
    "'regex:^([0-9]+)(-x)?', 018-v3.mid, 018",
    "'regex:([0-9]+)', a.mid, ",
  })
  void foldersAndPatternsNameTheGroupOfAPath(String rule, String name, String group)
      throws IOException {
    assertThat(groups(rule, name)).containsExactly(Optional.ofNullable(group));
  }

  @Test
  void maestrosTableGivesEachPerformanceItsWorkAndPart() throws IOException {
    Path table =
        write(
            "maestro-v3.0.0.csv",
            """
            canonical_composer,canonical_title,split,year,midi_filename,audio_filename,duration
            Alban Berg,Sonata Op. 1,train,2018,2018/a.midi,2018/a.wav,698.66
            Alban Berg,Sonata Op. 1,train,2008,2008/b.midi,2008/b.wav,759.51
            Bach,"Prelude and Fugue, BWV 858",test,2011,2011/c.midi,2011/c.wav,300
            """);
    assertThat(grouped(table.toString(), "2018/a.midi", "2008/b.midi", "2011/c.midi").members())
        .containsExactly(
            member("Alban Berg/Sonata Op. 1", ListedPart.TRAIN),
            member("Alban Berg/Sonata Op. 1", ListedPart.TRAIN),
            member("Bach/Prelude and Fugue, BWV 858", ListedPart.TEST));
  }

  @Test
  void asapsTableGroupsPerformancesAndScoresOfAWork() throws IOException {
    Path table =
        write(
            "metadata.csv",
            """
            composer,title,folder,xml_score,midi_score,midi_performance
            Bach,Fugue_848,Bach/848,Bach/848/xml_score.musicxml,Bach/848/midi_score.mid,Bach/848/Shi05M.mid
            Bach,Fugue_848,Bach/848,Bach/848/xml_score.musicxml,Bach/848/midi_score.mid,Bach/848/Denisova06M.mid
            """);
    assertThat(
            groups(
                table.toString(),
                "Bach/848/xml_score.musicxml",
                "Bach/848/midi_score.mid",
                "Bach/848/Denisova06M.mid"))
        .containsOnly(Optional.of("Bach/Fugue_848"));
  }

  @Test
  void aTableOfOtherColumnsIsReadByTheirNames() throws IOException {
    Path table = write("x.csv", "\uFEFFwhat,where,whose\nNocturne,a\\b.mid,Field\n");
    GroupRule rule = GroupRules.named(table.toString(), List.of("where", "whose", "what"));
    assertThat(grouped(rule, List.of(), "a/b.mid").members())
        .containsExactly(Membership.of("Field/Nocturne"));
  }

  @Test
  void aListHasAPathATabAndAGroupOnEachLine() throws IOException {
    Path list = write("works.txt", "./a.mid\tfirst\n\nsub/b.mid\tsecond work\n");
    assertThat(groups(list.toString(), "a.mid", "sub/b.mid", "c.mid"))
        .containsExactly(Optional.of("first"), Optional.of("second work"), Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "2018/a.mid, true",
    "maestro/2018/a.mid, true",
    "a.mid, true",
    "2018/a.mid#3, true",
    "2017/a.mid, false",
    "xa.mid, false",
    "b.mid, false"
  })
  void aPathOfTheTableMeansAFileIfOneEndsWithTheOther(String name, boolean isFound)
      throws IOException {
    Path list = write("works.txt", "2018/a.mid\tA\n2018/b.mid\tB\n2019/b.mid\tC\n");
    assertThat(groups(list.toString(), name).get(0).isPresent()).isEqualTo(isFound);
  }

  @Test
  void aRowHasAPieceIfOneOfItsFilesIs() throws IOException {
    Path table =
        write(
            "metadata.csv",
            """
            composer,title,xml_score,midi_score,midi_performance
            Bach,Fugue,f/xml_score.musicxml,f/midi_score.mid,f/Shi05M.mid
            Bach,Prelude,p/xml_score.musicxml,p/midi_score.mid,p/Sun01.mid
            """);
    assertThat(grouped(table.toString(), "f/Shi05M.mid").unmatched())
        .containsExactly("metadata.csv, row 3: p/Sun01.mid");
  }

  @Test
  void rowsWithoutAPieceAreReported() throws IOException {
    Path table = write("x.csv", "file,work\na.mid,A\nb.mid,B\nc.mid,C\n");
    assertThat(grouped(table.toString(), "b.mid").unmatched())
        .containsExactly("x.csv, row 2: a.mid", "x.csv, row 4: c.mid");
  }

  @Test
  void likenessGroupsPiecesThatAreLinkedByOthers() throws IOException {
    List<SimilarPair> similar =
        List.of(
            new SimilarPair(2, 4, 0.9, 0.8, 0),
            new SimilarPair(1, 4, 0.01, GroupReport.ALIKE, 5),
            new SimilarPair(0, 3, 0.029, 0.029, 0));
    GroupRule auto = GroupRules.named("auto", List.of());
    GroupedNames grouped = grouped(auto, similar, "a", "b", "c", "d", "e");
    assertThat(grouped.members())
        .extracting(Membership::group)
        .containsExactly(
            Optional.empty(),
            Optional.of("b"),
            Optional.of("b"),
            Optional.empty(),
            Optional.of("b"));
    assertThat(grouped.joins()).containsExactly(similar.get(0), similar.get(1));
  }

  @Test
  void aMissingColumnIsAnErrorThatListsWhatIsThere() throws IOException {
    Path table = write("x.csv", "name,work\na.mid,A\n");
    reading(table)
        .hasMessage(
            table
                + ": has no column midi_filename, midi_performance, midi_score, xml_score, file,"
                + " filename, path; name its columns with --group-columns FILE,WORK: it has name,"
                + " work");
    assertThatThrownBy(() -> GroupRules.named(table.toString(), List.of("name", "piece")))
        .hasMessage(table + ": has no column piece; its columns are name, work");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.mid,A,train;b.mid,,test|row 3, column work: is empty; fill it or leave the row out",
        "a.mid,A,train;,B,test|row 3, column file: is empty; fill it or leave the row out",
        "a.mid,A,dev|row 2, column split: must be train, validation, test, was \"dev\"",
        "a.mid,A|row 2: has 2 columns, the header has 3; write each row with as many",
        "a.mid,A,train;a.mid,B,train|row 3: a.mid is in another group or part than in row 2;"
            + " leave one row"
      })
  void aBadRowIsAnErrorThatNamesIt(String rows, String message) throws IOException {
    Path table = write("x.csv", "file,work,split\n" + rows.replace(';', '\n') + "\n");
    reading(table).hasMessage(table + ", " + message);
  }

  @Test
  void whatIsNotATableIsAnErrorThatNamesTheFile() throws IOException {
    Path quotes = write("quotes.csv", "file,work\n\"a.mid,A\n");
    reading(quotes).hasMessageStartingWith(quotes + ": is not CSV with commas and a header: ");
    Path twice = write("twice.csv", "file,file\na.mid,A\n");
    reading(twice).hasMessageStartingWith(twice + ": is not CSV with commas and a header: ");
    Path empty = write("empty.csv", "file,work\n");
    reading(empty).hasMessage(empty + ": lists no file; give another table");
    Path list = write("list.txt", "a.mid\tA\nb.mid B\n");
    reading(list).hasMessage(list + ", line 2: must be a file, a tab and its group");
    Path missing = folder.resolve("missing.csv");
    reading(missing).hasMessage(missing + ": no such file; check the path of --groups");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "folder:x|folder levels must be a whole number from 1 to 99, was x",
        "folder:0|folder levels must be a whole number from 1 to 99, was 0",
        "regex:[0-9]+|the regular expression must have a capturing group, such as ([0-9]+), was"
            + " [0-9]+",
        "regex:([0-9]+|the regular expression ([0-9]+ is invalid: Unclosed group"
      })
  void aMalformedRuleIsRefused(String rule, String message) {
    assertThatThrownBy(() -> GroupRules.named(rule, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void columnsAreThoseOfCsvTablesOnly() {
    assertThatThrownBy(() -> GroupRules.named("folder", List.of("file", "work")))
        .hasMessage("columns must be those of a CSV table, at least FILE,WORK, were file,work");
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private static GroupedNames grouped(String rule, String... names) throws IOException {
    return grouped(GroupRules.named(rule, List.of()), List.of(), names);
  }

  /** Names in groups. */
  private record GroupedNames(
      List<Membership> members, List<String> unmatched, List<SimilarPair> joins) {}

  private static GroupedNames grouped(GroupRule rule, List<SimilarPair> similar, String... names) {
    PieceGrouping grouping = rule.grouping(names.length, similar, number -> names[number]);
    List<Membership> members =
        IntStream.range(0, names.length)
            .mapToObj(number -> grouping.member(number, names[number]))
            .toList();
    return new GroupedNames(members, grouping.unmatched(), grouping.joins());
  }

  private static List<Optional<String>> groups(String rule, String... names) throws IOException {
    return grouped(rule, names).members().stream().map(Membership::group).toList();
  }

  private static Membership member(String group, ListedPart part) {
    return new Membership(Optional.of(group), Optional.of(part));
  }

  private static AbstractThrowableAssert<?, ?> reading(Path table) {
    return assertThatThrownBy(() -> GroupRules.named(table.toString(), List.of()))
        .isInstanceOf(IOException.class);
  }
}
