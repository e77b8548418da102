package io.nocturne.train.tensorboard;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;

/**
 * A message of one of TensorBoard's plugins, field by field.
 *
 * <p>TensorFlow Java has classes for TensorFlow's messages only. These are few and small, and their
 * field numbers cannot change; to generate classes would take a compiler for each platform that
 * this is built on.
 */
final class PluginMessage {
  private final UnknownFieldSet.Builder fields = UnknownFieldSet.newBuilder();

  /** An int32, bool or enum field. */
  PluginMessage number(int field, int value) {
    fields.mergeVarintField(field, value);
    return this;
  }

  /** A double field. */
  PluginMessage real(int field, double value) {
    fields.mergeField(
        field, Field.newBuilder().addFixed64(Double.doubleToRawLongBits(value)).build());
    return this;
  }

  /** A string field; of a repeated one, the next. */
  PluginMessage text(int field, String value) {
    return bytes(field, ByteString.copyFromUtf8(value));
  }

  /** A field that is a message; of a repeated one, the next. */
  PluginMessage message(int field, PluginMessage value) {
    return bytes(field, value.bytes());
  }

  /** A field that is a message which there is a class for. */
  PluginMessage message(int field, MessageLite value) {
    return bytes(field, value.toByteString());
  }

  /** The message as it is written. */
  ByteString bytes() {
    return fields.build().toByteString();
  }

  private PluginMessage bytes(int field, ByteString value) {
    fields.mergeLengthDelimitedField(field, value);
    return this;
  }
}
