package io.nocturne.export;

import io.nocturne.checkpoint.RunFolder;
import java.io.IOException;
import java.nio.file.Path;

/** A format in which a run is exported. */
@FunctionalInterface
public interface ExportFormat {

  /** A SavedModel of the best weights, in a folder that is new or empty. */
  ExportFormat SAVED_MODEL = Exporter::savedModel;

  /**
   * The next version of a model that TensorFlow Serving watches: a SavedModel of the best weights.
   * The target is the model's folder, which is made if it does not exist and has a folder for each
   * version.
   */
  ExportFormat SERVING_ROOT = Exporter::servingRoot;

  /** A frozen graph of the best weights: a file with one GraphDef, the weights as constants. */
  ExportFormat GRAPH = Exporter::graph;

  /** A picture of the network, an SVG file. */
  ExportFormat DIAGRAM = Exporter::diagram;

  /**
   * A Keras archive of the best weights, with the optimizer's state. The file's name ends in {@link
   * io.nocturne.export.keras.KerasFile#EXTENSION}.
   */
  ExportFormat KERAS = Exporter::keras;

  /**
   * A page to compose on with the best weights, in a folder that is new or empty. It computes in
   * the browser and needs neither a server nor a network.
   */
  ExportFormat WEB = Exporter::web;

  /**
   * Writes a run.
   *
   * @param target the file or folder to write; a file is replaced if it exists
   * @return what was written: the target, or a new folder in it
   * @throws io.nocturne.checkpoint.RunException if the run has no checkpoint yet, or a damaged one
   */
  Path write(RunFolder run, Path target) throws IOException;
}
