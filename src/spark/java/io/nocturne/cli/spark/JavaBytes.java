package io.nocturne.cli.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;

/**
 * Objects as bytes, by Java's serialization. Spark is given bytes alone: other serializers, which
 * it can be set to, know neither records nor replaced objects.
 */
final class JavaBytes {
  private JavaBytes() {}

  static byte[] of(Serializable object) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    return bytes.toByteArray();
  }

  /** Returns an object of a class of this jar. */
  static <T> T read(byte[] bytes, Class<T> type) throws IOException {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return type.cast(in.readObject());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("the jar lacks a class", e);
    }
  }
}
