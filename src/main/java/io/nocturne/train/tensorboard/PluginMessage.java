package io.nocturne.train.tensorboard;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;

/**
 * A protobuf message of one of TensorBoard's plugins, field by field.
 *
 * <p>TensorFlow Java has classes for TensorFlow's messages only. The plugins' messages are few and
 * small, and their field numbers cannot change; generated classes would need a compiler for each
 * platform of the build.
 */
final class PluginMessage {
  private final UnknownFieldSet.Builder fields = UnknownFieldSet.newBuilder();

  /** Adds an int32, bool or enum field. */
  PluginMessage number(int field, int value) {
    fields.mergeVarintField(field, value);
    return this;
  }

  /** Adds a double field. */
  PluginMessage real(int field, double value) {
    fields.mergeField(
        field, Field.newBuilder().addFixed64(Double.doubleToRawLongBits(value)).build());
    return this;
  }

  /** Adds a string field, or the next value of a repeated one. */
  PluginMessage text(int field, String value) {
    return bytes(field, ByteString.copyFromUtf8(value));
  }

  /** Adds a message field, or the next value of a repeated one. */
  PluginMessage message(int field, PluginMessage value) {
    return bytes(field, value.bytes());
  }

  /** Adds a message field. */
  PluginMessage message(int field, MessageLite value) {
    return bytes(field, value.toByteString());
  }

  /** Returns the encoded message. */
  ByteString bytes() {
    return fields.build().toByteString();
  }

  private PluginMessage bytes(int field, ByteString value) {
    fields.mergeLengthDelimitedField(field, value);
    return this;
  }
}
