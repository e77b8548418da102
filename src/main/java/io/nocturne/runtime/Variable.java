package io.nocturne.runtime;

import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.family.TType;

/**
 * A resource variable of a graph.
 *
 * @param <T> element type
 * @param name its name in graph, checkpoint and SavedModel, such as {@code dense/kernel}
 * @param shape its shape
 * @param type the class of the element type
 * @param handle the resource
 * @param read its value, read once in a step
 * @param initialValue the value that {@code assign} assigns; can be fed
 * @param assign the op that gives it its initial value
 */
public record Variable<T extends TType>(
    String name,
    Shape shape,
    Class<T> type,
    Operand<? extends TType> handle,
    Operand<T> read,
    Operand<T> initialValue,
    Operation assign) {}
