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
 * Writes what TensorBoard shows of a run into one folder, as TensorFlow 2 writes it. The folder and
 * a new file in it appear with the first thing written; older files stay as they are, but for those
 * that a writer was told to replace. For one thread.
 *
 * <p>Each file says at its beginning from which step on it counts. What older files of the folder
 * hold at or after that step, TensorBoard drops: it was written by a run that was interrupted or
 * replaced. TensorBoard's Python reader drops it for all tags at once, so the tags of one folder
 * must count the same steps (epochs, say); its faster reader drops it when the tag is next written.
 *
 * <p>What is written reaches the file at the latest with {@link #flush}, or with the next thing
 * written, or {@link #flushWhenDue}, once ten seconds have passed. After a failed write the writer
 * is closed, because what follows half a record cannot be read.
 */
public final class EventWriter implements AutoCloseable {
  /** How long a live TensorBoard lags behind at most while things are being written. */
  private static final Duration FLUSH_INTERVAL = Duration.ofSeconds(10);

  /** From version 2 on, TensorBoard goes by session logs to tell what a restart made void. */
  private static final String FILE_VERSION = "brain.Event:2";

  /** TensorFlow 2's ending of the names of event files. */
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
   * A writer for a run that starts: of anything that the folder holds already, TensorBoard shows
   * nothing more.
   *
   * @param folder usually {@code tensorboard/RUN/train} or {@code …/validation}
   * @param clock dates the file and its events
   */
  @MustBeClosed
  public static EventWriter start(Path folder, Clock clock) {
    return new EventWriter(folder, SUFFIX, 0, clock);
  }

  /**
   * A writer whose file takes the place of the one that an earlier such writer left in the folder.
   *
   * <p>For what is told in a plugin's metadata, such as hyperparameters: of these TensorBoard keeps
   * the first that it reads, whatever a later file says.
   *
   * @param name what the files that replace one another have in common, such as {@code run}
   */
  @MustBeClosed
  public static EventWriter replace(Path folder, String name, Clock clock) {
    return new EventWriter(folder, "." + name + SUFFIX, 0, clock);
  }

  /**
   * A writer for a run that goes on where its last checkpoint was.
   *
   * @param firstStep the first step that will be written again, at least 0: what the folder holds
   *     from there on, TensorBoard drops
   */
  @MustBeClosed
  public static EventWriter resume(Path folder, long firstStep, Clock clock) {
    return new EventWriter(folder, SUFFIX, firstStep, clock);
  }

  /**
   * A point of a curve.
   *
   * @param tag the curve's name, such as {@code epoch_loss}
   * @param step at least 0
   * @param value stored as float32; NaN and infinities are stored too, and shown as such
   * @throws IOException if the write failed, naming the file
   */
  public void scalar(String tag, long step, double value) throws IOException {
    summary(step, SummaryValues.scalar(tag, (float) value));
  }

  /**
   * A text for the Text tab.
   *
   * @param step at least 0; write each step of a tag once, for TensorBoard may show both
   * @param markdown what to show; TensorBoard renders Markdown with tables, and no HTML
   * @throws IOException if the write failed, naming the file
   */
  public void text(String tag, long step, String markdown) throws IOException {
    summary(step, SummaryValues.text(tag, markdown));
  }

  /**
   * How values are distributed, for the Histograms and the Distributions tab.
   *
   * @param step at least 0
   * @param values any number of them; those that are not finite belong to no bucket and are left
   *     out
   * @throws IOException if the write failed, naming the file
   */
  public void histogram(String tag, long step, float[] values) throws IOException {
    summary(step, SummaryValues.histogram(tag, Histogram.of(values)));
  }

  /**
   * A picture for the Images tab.
   *
   * @param step at least 0
   * @param png the bytes of a PNG file
   * @throws IOException if the write failed, naming the file
   */
  public void image(String tag, long step, byte[] png) throws IOException {
    summary(step, SummaryValues.image(tag, png));
  }

  /**
   * A sound for the Audio tab.
   *
   * @param step at least 0
   * @param wav the bytes of a WAV file, which tell its sample rate
   * @throws IOException if the write failed, naming the file
   */
  public void audio(String tag, long step, byte[] wav) throws IOException {
    summary(step, SummaryValues.audio(tag, wav));
  }

  /**
   * The hyperparameters of the run whose folder this is, which makes it a row of the HParams tab.
   * Its columns TensorBoard makes of what all runs have, first those in which they differ; it would
   * not do so if the runs described their experiment.
   *
   * @param begun when the run was begun
   * @throws IOException if the write failed, naming the file
   */
  public void sessionStart(List<Hyperparameter> parameters, Instant begun) throws IOException {
    summary(0, HyperparameterValues.sessionStart(parameters, begun));
  }

  /**
   * How the run ended; of one that goes on, TensorBoard is told nothing.
   *
   * @throws IOException if the write failed, naming the file
   */
  public void sessionEnd(SessionStatus status) throws IOException {
    summary(0, HyperparameterValues.sessionEnd(status, clock.instant()));
  }

  /**
   * What the Custom Scalars tab shows. TensorBoard joins the layouts of all runs, and leaves out
   * charts that are there already.
   *
   * @throws IOException if the write failed, naming the file
   */
  public void layout(List<ChartCategory> categories) throws IOException {
    summary(0, SummaryValues.layout(categories));
  }

  /**
   * A Keras model for the Graphs tab, which shows its layers as the conceptual graph.
   *
   * @param tag what it is called there; Keras's callback calls it {@code keras}
   * @param json what the model's {@code to_json} would give
   * @throws IOException if the write failed, naming the file
   */
  public void kerasModel(String tag, String json) throws IOException {
    summary(0, SummaryValues.kerasModel(tag, json));
  }

  /**
   * The run's graph, for the Graphs tab. Once a folder is enough: a resumed run need not repeat it,
   * and TensorBoard shows the one written last, with a warning.
   *
   * @param graphDef a serialised {@code tensorflow.GraphDef}
   * @throws IOException if the write failed, naming the file
   */
  public void graph(byte[] graphDef) throws IOException {
    ByteString bytes = ByteString.copyFrom(graphDef);
    append(0, event -> event.setGraphDef(bytes));
  }

  /**
   * Hands everything written to the operating system, for a live TensorBoard to read.
   *
   * @throws IOException if the write failed, naming the file
   */
  public void flush() throws IOException {
    requireOpen();
    if (file.isPresent()) {
      file.get().flush();
      flushed = clock.instant();
    }
  }

  /**
   * Flushes if ten seconds have passed since the last time: for whoever may not write anything for
   * a while.
   *
   * @throws IOException if the write failed, naming the file
   */
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
