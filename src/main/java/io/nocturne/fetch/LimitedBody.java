package io.nocturne.fetch;

import java.net.URI;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/**
 * The content of a response up to a maximum size. If there is more, the transfer ends and the body
 * fails with a {@link FetchException}.
 */
final class LimitedBody implements BodySubscriber<byte[]> {
  private final URI address;
  private final long maxBytes;
  private final BodySubscriber<byte[]> bytes = BodySubscribers.ofByteArray();
  private final CompletableFuture<byte[]> tooLarge = new CompletableFuture<>();
  private Subscription subscription;
  private long received;

  /**
   * Creates the body of one response.
   *
   * @param address names the content in the error
   */
  LimitedBody(URI address, int maxBytes) {
    this.address = address;
    this.maxBytes = maxBytes;
  }

  /** Returns a body that ends the transfer at once and is empty. */
  static BodySubscriber<byte[]> unread() {
    return new Unread();
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return bytes.getBody().applyToEither(tooLarge, body -> body);
  }

  @Override
  public void onSubscribe(Subscription opened) {
    subscription = opened;
    bytes.onSubscribe(opened);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    received += buffers.stream().mapToLong(ByteBuffer::remaining).sum();
    if (received <= maxBytes) {
      bytes.onNext(buffers);
      return;
    }
    subscription.cancel();
    tooLarge.completeExceptionally(
        new FetchException(
            address,
            String.format(Locale.ROOT, "is larger than %,d bytes; allow a larger size", maxBytes)));
  }

  @Override
  public void onError(Throwable problem) {
    bytes.onError(problem);
  }

  @Override
  public void onComplete() {
    bytes.onComplete();
  }

  /** Reads nothing. */
  private static final class Unread implements BodySubscriber<byte[]> {
    @Override
    public CompletionStage<byte[]> getBody() {
      return CompletableFuture.completedStage(new byte[0]);
    }

    @Override
    public void onSubscribe(Subscription opened) {
      opened.cancel();
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {}

    @Override
    public void onError(Throwable problem) {}

    @Override
    public void onComplete() {}
  }
}
