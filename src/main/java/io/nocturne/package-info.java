/**
 * Nocturne: piano MIDI files in, a trained bidirectional GRU, a SavedModel and new music out.
 *
 * <p>Packages, in the order in which the data flows: {@code music} (notes and pieces), {@code midi}
 * (Standard MIDI Files), {@code score} (scores as text), {@code token} (pieces as token ids),
 * {@code tfrecord} (TensorFlow's record framing), {@code corpus} (MIDI files to tokenized pieces),
 * {@code dataset} (a corpus to batches), {@code runtime} (TensorFlow Java as a process), {@code
 * model} (the network), {@code checkpoint} (the run folder), {@code tensorboard} (event files),
 * {@code train} (epochs and callbacks), {@code savedmodel} (the exported bundle), {@code generate}
 * (sampling), {@code cli} (the command line). {@code file} and {@code random} serve several of
 * them.
 */
package io.nocturne;
