package io.nocturne.survey;

import io.nocturne.base.UserIOException;
import io.nocturne.io.file.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The answers of a study, in an SQLite database. What {@link #keep} has been given is on the disk
 * when it returns: a kill or a power cut takes none of it. One answer to a question is kept for
 * each participant and excerpt, the last one given.
 */
final class AnswerStore implements AutoCloseable {
  private static final int BUSY_MILLISECONDS = 5000;

  private final Path file;
  private final Connection connection;

  private AnswerStore(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /**
   * Opens a database, or makes it.
   *
   * @throws IOException if nothing can be kept there, in a sentence that names it
   */
  static AnswerStore open(Path file) throws IOException {
    // SQLite opens one that may not be written, too, and the first answer would be lost.
    Folders.requireWritable(file.toAbsolutePath().getParent());
    if (Files.exists(file) && !Files.isWritable(file)) {
      throw new UserIOException(file + ": may not be written; check who owns it");
    }
    try {
      Connection connection = DriverManager.getConnection(DatabaseAddress.of(file, "mode=rwc"));
      AnswerStore store = new AnswerStore(file, connection);
      try {
        store.prepare();
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
      return store;
    } catch (SQLException e) {
      throw DatabaseProblem.of(file, e);
    }
  }

  private void prepare() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = " + BUSY_MILLISECONDS);
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = FULL");
      statement.execute(
          "CREATE TABLE IF NOT EXISTS consent (participant INTEGER PRIMARY KEY,"
              + " given_at TEXT NOT NULL) STRICT");
      statement.execute(
          "CREATE TABLE IF NOT EXISTS answer (participant INTEGER NOT NULL,"
              + " excerpt TEXT NOT NULL, question TEXT NOT NULL, value TEXT NOT NULL,"
              + " given_at TEXT NOT NULL, PRIMARY KEY (participant, excerpt, question)) STRICT");
    }
  }

  /** Notes that a participant has agreed to take part. */
  synchronized void agree(int participant) throws IOException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT OR IGNORE INTO consent VALUES (?, strftime('%Y-%m-%dT%H:%M:%SZ'))")) {
      insert.setInt(1, participant);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw DatabaseProblem.of(file, e);
    }
  }

  /** Returns whether a participant has agreed to take part. */
  synchronized boolean hasAgreed(int participant) throws IOException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT 1 FROM consent WHERE participant = ?")) {
      select.setInt(1, participant);
      try (ResultSet found = select.executeQuery()) {
        return found.next();
      }
    } catch (SQLException e) {
      throw DatabaseProblem.of(file, e);
    }
  }

  /** Keeps answers, all or none, in place of earlier ones to the same questions. */
  synchronized void keep(List<Answer> answers) throws IOException {
    try (Statement transaction = connection.createStatement()) {
      transaction.execute("BEGIN IMMEDIATE");
      try (PreparedStatement upsert =
          connection.prepareStatement(
              "INSERT INTO answer VALUES (?, ?, ?, ?, strftime('%Y-%m-%dT%H:%M:%SZ'))"
                  + " ON CONFLICT (participant, excerpt, question) DO UPDATE"
                  + " SET value = excluded.value, given_at = excluded.given_at")) {
        for (Answer answer : answers) {
          upsert.setInt(1, answer.participant());
          upsert.setString(2, answer.excerpt());
          upsert.setString(3, answer.question());
          upsert.setString(4, answer.value());
          upsert.executeUpdate();
        }
        transaction.execute("COMMIT");
      } catch (SQLException e) {
        rollBack(transaction, e);
        throw e;
      }
    } catch (SQLException e) {
      throw DatabaseProblem.of(file, e);
    }
  }

  private static void rollBack(Statement transaction, SQLException failure) {
    try {
      transaction.execute("ROLLBACK");
    } catch (SQLException e) {
      failure.addSuppressed(e); // SQLite has done so itself, as where the disk is full.
    }
  }

  /** Returns a participant's answers about an excerpt, by question. */
  synchronized Map<String, String> answers(int participant, String excerpt) throws IOException {
    Map<String, String> answers = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT question, value FROM answer WHERE participant = ? AND excerpt = ?")) {
      select.setInt(1, participant);
      select.setString(2, excerpt);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          answers.put(rows.getString(1), rows.getString(2));
        }
      }
    } catch (SQLException e) {
      throw DatabaseProblem.of(file, e);
    }
    return answers;
  }

  @Override
  public synchronized void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw DatabaseProblem.of(file, e);
    }
  }
}
