package io.nocturne.train.tensorboard;

import io.nocturne.io.tfrecord.TfRecordReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.SessionLog.SessionStatus;
import org.tensorflow.proto.Summary;

/** The event files of a folder, in the order in which TensorBoard reads them. */
record EventFolder(Path path) {

  List<Event> events() throws IOException {
    List<Path> paths;
    try (Stream<Path> files = Files.list(path)) {
      paths = files.filter(Files::isRegularFile).sorted().toList();
    }
    List<Event> events = new ArrayList<>();
    for (Path file : paths) {
      if (file.getFileName().toString().contains("tfevents")) {
        try (TfRecordReader reader = TfRecordReader.open(file)) {
          for (Optional<byte[]> next = reader.next(); next.isPresent(); next = reader.next()) {
            events.add(Event.parseFrom(next.get()));
          }
        }
      }
    }
    return events;
  }

  /** Tag, step and value of every scalar. */
  List<Tuple> scalars() throws IOException {
    List<Tuple> scalars = new ArrayList<>();
    for (Event event : events()) {
      for (Summary.Value value : event.getSummary().getValueList()) {
        if (plugin(value).equals("scalars")) {
          scalars.add(
              Tuple.tuple(value.getTag(), event.getStep(), value.getTensor().getFloatVal(0)));
        }
      }
    }
    return scalars;
  }

  /** The tags of a plugin, each once. */
  List<String> tags(String plugin) throws IOException {
    return events().stream()
        .flatMap(event -> event.getSummary().getValueList().stream())
        .filter(value -> plugin(value).equals(plugin))
        .map(Summary.Value::getTag)
        .distinct()
        .toList();
  }

  /** The steps of a tag that are left once a later start has voided what it writes again. */
  List<Long> shown(String tag) throws IOException {
    List<Long> steps = new ArrayList<>();
    for (Event event : events()) {
      if (isStart(event)) {
        steps.removeIf(step -> step >= event.getStep());
      }
      for (Summary.Value value : event.getSummary().getValueList()) {
        if (value.getTag().equals(tag)) {
          steps.add(event.getStep());
        }
      }
    }
    return steps;
  }

  /** Returns the first step of each file. */
  List<Long> starts() throws IOException {
    return events().stream().filter(EventFolder::isStart).map(Event::getStep).toList();
  }

  /** Returns a text that is written once. */
  String text(String tag) throws IOException {
    List<String> texts =
        events().stream()
            .flatMap(event -> event.getSummary().getValueList().stream())
            .filter(value -> value.getTag().equals(tag))
            .map(value -> value.getTensor().getStringVal(0).toStringUtf8())
            .toList();
    return String.join("\n--\n", texts);
  }

  private static String plugin(Summary.Value value) {
    return value.getMetadata().getPluginData().getPluginName();
  }

  private static boolean isStart(Event event) {
    return event.getSessionLog().getStatus() == SessionStatus.START;
  }
}
