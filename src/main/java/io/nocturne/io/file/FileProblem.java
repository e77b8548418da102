package io.nocturne.io.file;

import io.nocturne.base.UserIOException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The problem of a file that cannot be read or written, as a clause with what to do about it.
 *
 * <p>Java gives the operating system's own words, in the language of the user's locale: those that
 * are known here are put into a sentence, any others are passed on.
 */
public final class FileProblem {
  private static final Pattern OLDER = Pattern.compile("(.*) \\(([^()]*)\\)");

  private static final String MISSING = "no such file or folder; check the path";
  private static final String DENIED =
      "permission denied; check who owns it, or choose another place";
  private static final String CIRCLE = "its symbolic links lead in a circle; remove the link";

  /** The reasons of Linux and macOS that say more than "Input/output error". */
  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("No such file or directory", MISSING),
          Map.entry("Permission denied", DENIED),
          Map.entry(
              "No space left on device",
              "the disk is full; make room there or choose another place"),
          Map.entry(
              "Disk quota exceeded",
              "the disk quota is used up; make room there or choose another place"),
          Map.entry("Read-only file system", "the file system is read-only; choose another place"),
          Map.entry("File name too long", "the name is too long; choose a shorter one"),
          Map.entry("Is a directory", "is a folder; name a file"),
          Map.entry(
              "Not a directory", "a part of this path is a file, not a folder; check the path"),
          Map.entry("Too many levels of symbolic links", CIRCLE),
          Map.entry(
              "Too many levels of symbolic links or unable to access attributes of symbolic link",
              CIRCLE),
          Map.entry("Too many open files", "too many files are open; raise the limit (ulimit -n)"),
          Map.entry(
              "File too large",
              "is larger than this disk or process may hold; choose another place"));

  private FileProblem() {}

  /**
   * Returns the sentence of an exception that names its file.
   *
   * @return {@code FILE: WHAT IS WRONG; WHAT TO DO}
   */
  public static String sentence(FileSystemException e) {
    String file = e.getOtherFile() == null ? e.getFile() : e.getFile() + " -> " + e.getOtherFile();
    return (file == null ? "a file" : file) + ": " + clause(e);
  }

  /** Returns the sentence of the older kind of exception: {@code FILE (REASON)}. */
  public static String sentence(FileNotFoundException e) {
    Matcher matcher = OLDER.matcher(String.valueOf(e.getMessage()));
    return matcher.matches()
        ? matcher.group(1) + ": " + clause(matcher.group(2))
        : String.valueOf(e.getMessage());
  }

  /**
   * Returns an exception whose message is a sentence about a file, whether or not the cause names
   * one.
   *
   * @param file as the user knows it, where the cause may name a temporary file
   * @return the cause itself if it is an interruption or the file was closed
   */
  public static IOException of(Path file, IOException cause) {
    if (cause instanceof ClosedChannelException || cause instanceof InterruptedIOException) {
      return cause;
    }
    return new UserIOException(file + ": " + clause(cause), cause);
  }

  /**
   * Returns what is wrong alone, such as {@code permission denied}; a sentence that was written for
   * the user stays whole.
   */
  public static String reason(IOException e) {
    return e instanceof UserIOException ? e.getMessage() : clause(e).replaceFirst(";.*", "");
  }

  /** Returns what is wrong and what to do, without the file's name. */
  public static String clause(IOException e) {
    if (e instanceof NoSuchFileException) {
      return MISSING;
    }
    if (e instanceof AccessDeniedException) {
      return DENIED;
    }
    if (e instanceof FileAlreadyExistsException) {
      return "exists already; remove it or choose another name";
    }
    if (e instanceof DirectoryNotEmptyException) {
      return "the folder is not empty; empty it or choose another";
    }
    if (e instanceof NotDirectoryException) {
      return "not a folder";
    }
    if (e instanceof FileSystemLoopException) {
      return "the link leads back to a folder above it; remove the link";
    }
    if (e instanceof CharacterCodingException) {
      return "is not text in UTF-8; save it as UTF-8";
    }
    String reason = e instanceof FileSystemException fs ? fs.getReason() : e.getMessage();
    return reason == null ? "cannot be read or written" : clause(reason);
  }

  private static String clause(String reason) {
    return REASONS.getOrDefault(reason, reason);
  }
}
