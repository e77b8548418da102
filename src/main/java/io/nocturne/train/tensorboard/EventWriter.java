package io.nocturne.train.tensorboard;

import com.google.errorprone.annotations.MustBeClosed;
import com.google.protobuf.ByteString;
import io.nocturne.base.Require;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.SessionLog;
import org.tensorflow.proto.SourceMetadata;
import org.tensorflow.proto.Summary;

/**
 * Writes events for TensorBoard into one folder, as TensorFlow 2 does. The folder and a new file in
 * it appear with the first event; older files stay, except those that this file replaces. Instances
 * are for one thread.
 *
 * <p>Each file begins with its first step. TensorBoard drops events of older files in the folder
 * from that step on: they were written by a run that was interrupted or replaced. TensorBoard's
 * Python reader drops them for all tags at once, so the tags of one folder must count the same
 * steps (such as epochs); its faster reader drops them when the tag is next written.
 *
 * <p>Events reach the file with {@link #flush}, or with the next event or {@link #flushWhenDue}
 * once ten seconds have passed. A failed write throws an IOException that names the file, and
 * closes the writer, because nothing after an incomplete record can be read.
 */
final class EventWriter implements AutoCloseable {
  /** The maximum delay of a live TensorBoard while events are being written. */
  private static final Duration FLUSH_INTERVAL = Duration.ofSeconds(10);

  /** From version 2 on, TensorBoard uses session logs to find the events that a restart voided. */
  private static final String FILE_VERSION = "brain.Event:2";

  /** The ending of TensorFlow 2's event files. */
  private static final String SUFFIX = ".v2";

  private final Path folder;
  private final String suffix;
  private final long firstStep;
  private final Clock clock;
  private Optional<EventFile> file = Optional.empty();
  private Instant flushed = Instant.MIN;
  private boolean closed;

  private EventWriter(Path folder, String suffix, long firstStep, Clock clock) {
    requireStep(firstStep);
    this.folder = folder;
    this.suffix = suffix;
    this.firstStep = firstStep;
    this.clock = clock;
  }

  /**
   * Creates a writer for a run that starts: TensorBoard no longer shows earlier events in the
   * folder.
   *
   * @param folder usually {@code tensorboard/RUN/train} or {@code …/validation}
   * @param clock dates the file and its events
   */
  @MustBeClosed
  public static EventWriter start(Path folder, Clock clock) {
    return new EventWriter(folder, SUFFIX, 0, clock);
  }

  /**
   * Creates a writer whose file replaces that of an earlier such writer in the folder.
   *
   * <p>It is for values in a plugin's metadata, such as hyperparameters: TensorBoard keeps the
   * first that it reads and ignores later files.
   *
   * @param name part of the names of the files that replace each other, such as {@code run}
   */
  @MustBeClosed
  public static EventWriter replace(Path folder, String name, Clock clock) {
    return new EventWriter(folder, "." + name + SUFFIX, 0, clock);
  }

  /**
   * Creates a writer for a run that is resumed from its last checkpoint.
   *
   * @param firstStep the first step that will be written again, at least 0: TensorBoard drops the
   *     folder's earlier events from this step on
   */
  @MustBeClosed
  public static EventWriter resume(Path folder, long firstStep, Clock clock) {
    return new EventWriter(folder, SUFFIX, firstStep, clock);
  }

  /**
   * Writes a point of a curve.
   *
   * @param tag the curve's name, such as {@code epoch_loss}
   * @param step at least 0
   * @param value stored as float32; NaN and infinities are stored too, and shown as such
   */
  public void scalar(String tag, long step, double value) throws IOException {
    summary(step, SummaryValues.scalar(tag, (float) value));
  }

  /**
   * Writes a text for the Text tab.
   *
   * @param step at least 0; write each step of a tag once, because TensorBoard may show both
   * @param markdown the text; TensorBoard renders Markdown with tables, but no HTML
   */
  public void text(String tag, long step, String markdown) throws IOException {
    summary(step, SummaryValues.text(tag, markdown));
  }

  /**
   * Writes the distribution of values, for the Histograms and Distributions tabs.
   *
   * @param step at least 0
   * @param values of any number; those that are not finite are left out
   */
  public void histogram(String tag, long step, float[] values) throws IOException {
    summary(step, SummaryValues.histogram(tag, Histogram.of(values)));
  }

  /**
   * Writes a picture for the Images tab.
   *
   * @param step at least 0
   * @param png the bytes of a PNG file
   */
  public void image(String tag, long step, byte[] png) throws IOException {
    summary(step, SummaryValues.image(tag, png));
  }

  /**
   * Writes a sound for the Audio tab.
   *
   * @param step at least 0
   * @param wav the bytes of a WAV file
   */
  public void audio(String tag, long step, byte[] wav) throws IOException {
    summary(step, SummaryValues.audio(tag, wav));
  }

  /**
   * Writes the hyperparameters of the run, which make it a row of the HParams tab. TensorBoard
   * makes the columns from the hyperparameters of all runs, first those that differ; it would not
   * do so if the runs described their experiment.
   *
   * @param begun the time at which the run was begun
   */
  public void sessionStart(List<Hyperparameter> parameters, Instant begun) throws IOException {
    summary(0, HyperparameterValues.sessionStart(parameters, begun));
  }

  /** Writes how the run ended; for a run that can be resumed, nothing is written. */
  public void sessionEnd(SessionStatus status) throws IOException {
    summary(0, HyperparameterValues.sessionEnd(status, clock.instant()));
  }

  /**
   * Writes the layout of the Custom Scalars tab. TensorBoard joins the layouts of all runs and
   * leaves out equal charts.
   */
  public void layout(List<ChartCategory> categories) throws IOException {
    summary(0, SummaryValues.layout(categories));
  }

  /**
   * Writes a Keras model for the Graphs tab, which shows its layers as the conceptual graph.
   *
   * @param tag the name there; Keras's callback uses {@code keras}
   * @param json in the form of the model's {@code to_json}
   */
  public void kerasModel(String tag, String json) throws IOException {
    summary(0, SummaryValues.kerasModel(tag, json));
  }

  /**
   * Writes the run's graph for the Graphs tab. Once in a folder is enough: a resumed run need not
   * repeat it, and TensorBoard shows the last one with a warning.
   *
   * @param graphDef a serialized {@code tensorflow.GraphDef}
   */
  public void graph(byte[] graphDef) throws IOException {
    ByteString bytes = ByteString.copyFrom(graphDef);
    append(0, event -> event.setGraphDef(bytes));
  }

  /** Passes all events to the operating system, so that a live TensorBoard can read them. */
  public void flush() throws IOException {
    requireOpen();
    if (file.isPresent()) {
      file.get().flush();
      flushed = clock.instant();
    }
  }

  /** Flushes if ten seconds have passed since the last time, even if nothing is being written. */
  public void flushWhenDue() throws IOException {
    if (!clock.instant().isBefore(flushed.plus(FLUSH_INTERVAL))) {
      flush();
    }
  }

  /** Flushes and closes; a second call does nothing. */
  @Override
  public void close() throws IOException {
    closed = true;
    if (file.isPresent()) {
      EventFile open = file.get();
      file = Optional.empty();
      open.close();
    }
  }

  private void summary(long step, Summary.Value value) throws IOException {
    append(step, event -> event.setSummary(Summary.newBuilder().addValue(value)));
  }

  private void append(long step, Consumer<Event.Builder> content) throws IOException {
    requireStep(step);
    requireOpen();
    if (file.isEmpty()) {
      open();
    }
    write(step, content);
    flushWhenDue();
  }

  @SuppressWarnings("MustBeClosedChecker") // This writer owns its file; close() closes it.
  private void open() throws IOException {
    file = Optional.of(EventFile.create(folder, suffix, clock.instant().getEpochSecond()));
    SourceMetadata source = SourceMetadata.newBuilder().setWriter(EventFile.WRITER).build();
    write(0, event -> event.setFileVersion(FILE_VERSION).setSourceMetadata(source));
    SessionLog start = SessionLog.newBuilder().setStatus(SessionLog.SessionStatus.START).build();
    write(firstStep, event -> event.setSessionLog(start));
    flush();
    if (!suffix.equals(SUFFIX)) {
      file.get().deleteOthers(suffix);
    }
  }

  private void write(long step, Consumer<Event.Builder> content) throws IOException {
    Event.Builder event = Event.newBuilder().setWallTime(clock.millis() / 1000.0).setStep(step);
    content.accept(event);
    file.orElseThrow().append(event.build());
  }

  private void requireOpen() {
    if (closed || file.filter(EventFile::isClosed).isPresent()) {
      throw new IllegalStateException(folder + ": event writer is closed, open a new one");
    }
  }

  private static void requireStep(long step) {
    Require.atLeast("step", step, 0);
  }
}
