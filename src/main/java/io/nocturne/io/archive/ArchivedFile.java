package io.nocturne.io.archive;

import java.io.IOException;
import java.util.Optional;

/** A file in an archive. */
public interface ArchivedFile {

  /**
   * Returns its path in the archive, with slashes, without {@code .} and empty parts. It may be
   * anything where there is a {@link #problem}.
   */
  String name();

  /** Returns why the file is not to be used, as a clause: its name, or that it is a link. */
  Optional<String> problem();

  /**
   * Returns the file for reading at any time, after the archive has advanced or is closed, by any
   * thread. Where an archive can be read only in order, the file is read now.
   *
   * @param maxBytes how many bytes to read of a file that is longer
   * @throws IOException if the archive is damaged here, in a clause
   */
  KeptFile keep(int maxBytes) throws IOException;

  /** The content of a file in an archive. */
  interface KeptFile {
    /**
     * Reads it.
     *
     * @throws IOException if its data is damaged, in a clause
     */
    byte[] bytes() throws IOException;

    /** Returns how many bytes it has, or will have in memory once it is read; 0 if not known. */
    long size();
  }
}
