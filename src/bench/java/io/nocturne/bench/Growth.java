package io.nocturne.bench;

import io.nocturne.bench.Case.Unit;
import io.nocturne.bench.Contestants.Settings;
import io.nocturne.bench.Contestants.Start;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Measures how a training step grows with one of its sizes; the others are the reference's. */
enum Growth {
  BATCH,
  WINDOW,
  UNITS,
  LAYERS,
  VOCABULARY,
  CORPUS;

  /** Returns the name of the size, as the user writes it. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the sizes that are measured unless the user names one. */
  List<Integer> points() {
    return switch (this) {
      case BATCH -> List.of(1, 8, 64, 512);
      case WINDOW -> List.of(20, 40, 100, 200, 400);
      case UNITS -> List.of(64, 128, 256, 512, 1024);
      case LAYERS -> List.of(1, 2, 3, 4);
      case VOCABULARY -> List.of(Workload.PIANO, 128, 1000, 10_000);
      case CORPUS -> List.of(10_000, 100_000, 1_000_000, 10_000_000, 100_000_000);
    };
  }

  /** Returns the reference with another size. */
  Workload workload(int size) {
    Workload reference = Workload.REFERENCE;
    return switch (this) {
      case BATCH -> reference.withBatch(size);
      case WINDOW -> reference.withWindow(size);
      case UNITS -> reference.withUnits(size);
      case LAYERS -> reference.withLayers(size);
      case VOCABULARY -> reference.withVocabulary(size);
      case CORPUS -> reference.withNotes(size);
    };
  }

  /** Returns the case of one size. */
  Case at(int size, Catalogue catalogue) {
    Workload workload = workload(size);
    String name = label() + "=" + size;
    Settings settings = catalogue.fed(workload);
    return new Case(
        name,
        "a training step as its " + label() + " grows",
        Unit.STEP,
        OptionalLong.of(workload.trainingFlops()),
        catalogue
            .contestants(name)
            .ours(Start.WARM, "step", settings)
            .peer("Keras", "keras_peer", Start.WARM, "step", settings)
            .peer("PyTorch", "torch_peer", Start.WARM, "step", settings)
            .peaks()
            .all());
  }
}
