package io.nocturne.runtime;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_SetConfig;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SetTarget;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.proto.ConfigProto;

/**
 * Opens sessions on servers.
 *
 * <p>TF Java 1.1 has servers, but its sessions have no target. The constructor for a session of the
 * C interface is not public, nor is a graph's native handle, hence the reflection. It needs no
 * option of Java's where nocturne and TensorFlow are on the class path, as in the program.
 */
final class RemoteSession {
  private RemoteSession() {}

  /**
   * Opens a session.
   *
   * @param target as {@code grpc://host:port}
   */
  static Session open(Graph graph, String target, ConfigProto config) {
    try (PointerScope scope = new PointerScope();
        AutoCloseable reference = (AutoCloseable) accessible(Graph.class, "ref").invoke(graph)) {
      TF_Status status = TF_Status.newStatus();
      scope.attach(status);
      TF_SessionOptions options = TF_SessionOptions.newSessionOptions();
      TF_SetTarget(options, target);
      BytePointer bytes = new BytePointer(config.toByteArray());
      TF_SetConfig(options, bytes, bytes.limit(), status);
      status.throwExceptionIfNotOK();
      TF_Graph handle =
          (TF_Graph) accessible(reference.getClass(), "nativeHandle").invoke(reference);
      TF_Session session = TF_Session.newSession(handle, options, status);
      status.throwExceptionIfNotOK();
      Constructor<Session> constructor =
          Session.class.getDeclaredConstructor(Graph.class, TF_Session.class);
      constructor.setAccessible(true);
      // Otherwise the scope would delete it.
      return constructor.newInstance(graph, session.retainReference());
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("TensorFlow Java is another version than expected", e);
    }
  }

  private static Method accessible(Class<?> type, String name) throws NoSuchMethodException {
    Method method = type.getDeclaredMethod(name);
    method.setAccessible(true);
    return method;
  }
}
