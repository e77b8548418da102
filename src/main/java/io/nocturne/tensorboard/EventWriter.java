package io.nocturne.tensorboard;

import com.google.errorprone.annotations.MustBeClosed;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.SessionLog;
import org.tensorflow.proto.SourceMetadata;
import org.tensorflow.proto.Summary;

/**
 * Writes what TensorBoard shows of a run into one folder, as TensorFlow 2 writes it. The folder and
 * a new file in it appear with the first thing written; older files stay as they are. For one
 * thread.
 *
 * <p>Each file says at its beginning from which step on it counts. What older files of the folder
 * hold at or after that step, TensorBoard drops: it was written by a run that was interrupted or
 * replaced. TensorBoard's Python reader drops it for all tags at once, so the tags of one folder
 * must count the same steps (epochs, say); its faster reader drops it when the tag is next written.
 *
 * <p>What is written reaches the file at the latest with {@link #flush}, or with the next thing
 * written once ten seconds have passed. After a failed write the writer is closed, because what
 * follows half a record cannot be read.
 */
public final class EventWriter implements AutoCloseable {
  /** How long a live TensorBoard lags behind at most while things are being written. */
  private static final Duration FLUSH_INTERVAL = Duration.ofSeconds(10);

  /** From version 2 on, TensorBoard goes by session logs to tell what a restart made void. */
  private static final String FILE_VERSION = "brain.Event:2";

  private static final String SOURCE = "io.nocturne.tensorboard";

  private final Path folder;
  private final long firstStep;
  private final Clock clock;
  private Optional<EventFile> file = Optional.empty();
  private Instant flushed = Instant.MIN;
  private boolean closed;

  private EventWriter(Path folder, long firstStep, Clock clock) {
    requireStep(firstStep);
    this.folder = folder;
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
    return new EventWriter(folder, 0, clock);
  }

  /**
   * A writer for a run that goes on where its last checkpoint was.
   *
   * @param firstStep the first step that will be written again, at least 0: what the folder holds
   *     from there on, TensorBoard drops
   */
  @MustBeClosed
  public static EventWriter resume(Path folder, long firstStep, Clock clock) {
    return new EventWriter(folder, firstStep, clock);
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
    if (!clock.instant().isBefore(flushed.plus(FLUSH_INTERVAL))) {
      flush();
    }
  }

  @SuppressWarnings("MustBeClosedChecker") // This writer owns its file; close() closes it.
  private void open() throws IOException {
    file = Optional.of(EventFile.create(folder, clock.instant().getEpochSecond()));
    SourceMetadata source = SourceMetadata.newBuilder().setWriter(SOURCE).build();
    write(0, event -> event.setFileVersion(FILE_VERSION).setSourceMetadata(source));
    SessionLog start = SessionLog.newBuilder().setStatus(SessionLog.SessionStatus.START).build();
    write(firstStep, event -> event.setSessionLog(start));
    flush();
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
    if (step < 0) {
      throw new IllegalArgumentException("step must be at least 0, was " + step);
    }
  }
}
