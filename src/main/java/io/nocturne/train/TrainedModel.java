package io.nocturne.train;

import com.google.protobuf.ByteString;

/**
 * What callbacks may know of the network.
 *
 * @param weights how many it has
 * @param graphDef the training graph, a serialised GraphDef
 */
public record TrainedModel(long weights, ByteString graphDef) {}
