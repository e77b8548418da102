package io.nocturne.survey;

import io.nocturne.base.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The answers in the database that {@link AnswerStore} writes, read so that a folder that may not
 * be written will do.
 *
 * <p>SQLite makes files beside a database in WAL mode even to read it, unless the database is
 * called immutable. It is while no server runs: without a file {@code -wal}, all answers are in the
 * database itself. With one, they are merged if the folder may be written.
 */
final class StoredAnswers {
  private static final String LOG = "-wal";
  private static final String ALL =
      "SELECT participant, excerpt, question, value FROM answer ORDER BY 1, 2, 3";
  private static final String TABLE =
      "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'answer'";

  private StoredAnswers() {}

  /**
   * Returns every answer, by participant, excerpt and question.
   *
   * @throws UserException if answers wait in the file {@code -wal} and the folder may not be
   *     written
   * @throws IOException if it is not such a database, or damaged, in a sentence that names it
   */
  static List<Answer> read(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    boolean logged = Files.exists(file.resolveSibling(file.getFileName() + LOG));
    boolean writable = Files.isWritable(folder);
    String how = !logged ? "immutable=1" : writable ? "mode=rw" : "mode=ro";
    try (Connection connection = DriverManager.getConnection(DatabaseAddress.of(file, how))) {
      return answers(connection);
    } catch (SQLException e) {
      if (logged && !writable && DatabaseProblem.isAboutWriting(e)) {
        throw new UserException(
            "%s: answers that were given last are still in %s%s beside it, and this folder may not be written; copy the folder and analyze the copy"
                .formatted(file, file.getFileName(), LOG),
            e);
      }
      throw DatabaseProblem.of(file, e);
    }
  }

  private static List<Answer> answers(Connection connection) throws SQLException {
    List<Answer> answers = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      try (ResultSet table = statement.executeQuery(TABLE)) {
        if (!table.next()) {
          return answers; // Of a server that was killed before it had made its tables.
        }
      }
      try (ResultSet rows = statement.executeQuery(ALL)) {
        while (rows.next()) {
          answers.add(
              new Answer(rows.getInt(1), rows.getString(2), rows.getString(3), rows.getString(4)));
        }
      }
    }
    return answers;
  }
}
