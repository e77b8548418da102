package io.nocturne.model;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The values of one step of a GRU, in the notation of {@link GruDirection}.
 *
 * @param update z, [B, H]
 * @param reset r, [B, H]
 * @param recurrent h·Uh + ch, [B, H]; at a first step from zeros ch, [H]
 * @param candidate h', [B, H]
 * @param state h after the step, [B, H]
 */
record GruStep(
    Operand<TFloat32> update,
    Operand<TFloat32> reset,
    Operand<TFloat32> recurrent,
    Operand<TFloat32> candidate,
    Operand<TFloat32> state) {}
