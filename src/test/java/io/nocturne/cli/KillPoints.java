package io.nocturne.cli;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.ListeningConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.EventRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * A run of the program that is halted before each change that it makes to a file, by a debugger.
 * What is on the disk then is what a kill at that moment leaves: a killed process has no chance to
 * write more, and what it has written stays.
 *
 * <p>The native code of TensorFlow and SQLite is not halted, so its writes are one step.
 */
final class KillPoints {
  /** The methods of the JDK by which Java changes files, on any Unix. */
  private static final Map<String, Set<String>> CHANGES =
      Map.of(
          "sun.nio.fs.UnixFileSystemProvider",
          Set.of(
              "newByteChannel",
              "newFileChannel",
              "createDirectory",
              "createLink",
              "move",
              "implDelete"),
          "sun.nio.ch.FileChannelImpl",
          Set.of("write", "force", "implCloseChannel"));

  private static final String LIMIT_MILLIS = "120000";

  private final Path folder;
  private final List<String> words;

  /**
   * A call of the program.
   *
   * @param folder its working directory
   */
  KillPoints(Path folder, List<String> words) {
    this.folder = folder;
    this.words = words;
  }

  /** What happens while the program is halted. */
  @FunctionalInterface
  interface Inspection {
    void inspect(ProcessRun.Running halted) throws Exception;
  }

  /**
   * Runs the program to its end.
   *
   * @param inspection called before each change; some are none, such as opening a file to read it
   * @return what the program printed
   */
  Cli forEach(Inspection inspection) throws Exception {
    ListeningConnector connector =
        Bootstrap.virtualMachineManager().listeningConnectors().stream()
            .filter(one -> one.name().equals("com.sun.jdi.SocketListen"))
            .findAny()
            .orElseThrow();
    Map<String, Connector.Argument> arguments = connector.defaultArguments();
    arguments.get("localAddress").setValue("127.0.0.1");
    arguments.get("timeout").setValue(LIMIT_MILLIS);
    String address = connector.startListening(arguments);
    ProcessRun.Running running = process(address).start();
    try {
      VirtualMachine machine = connector.accept(arguments);
      haltAtChanges(
          machine,
          () -> {
            inspection.inspect(running);
            return null;
          });
    } catch (Throwable e) {
      running.process().destroyForcibly(); // It is halted.
      throw e;
    } finally {
      connector.stopListening(arguments);
    }
    return running.await();
  }

  private ProcessRun process(String address) {
    List<String> line = Workshop.interruptible();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.add("-agentlib:jdwp=transport=dt_socket,suspend=y,address=" + address);
    line.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    line.addAll(List.of("-cp", CommandServer.classPath(), Main.class.getName()));
    line.addAll(words);
    return new ProcessRun(folder, line.toArray(String[]::new))
        .with("TF_ENABLE_ONEDNN_OPTS", "1")
        .with("TF_CPP_MIN_LOG_LEVEL", "3");
  }

  private static void haltAtChanges(VirtualMachine machine, Callable<?> halt) throws Exception {
    for (String name : CHANGES.keySet()) {
      machine.classesByName(name).forEach(KillPoints::haltAtChanges);
      var prepared = machine.eventRequestManager().createClassPrepareRequest();
      prepared.addClassFilter(name);
      prepared.enable();
    }
    try {
      while (true) {
        EventSet events = machine.eventQueue().remove(TimeUnit.MINUTES.toMillis(2));
        if (events == null) {
          throw new IOException("the program changes no file, and does not end");
        }
        for (Event event : events) {
          if (event instanceof ClassPrepareEvent prepare) {
            haltAtChanges(prepare.referenceType());
          } else if (event instanceof BreakpointEvent) {
            halt.call();
          }
        }
        events.resume();
      }
    } catch (VMDisconnectedException e) {
      // It has ended.
    }
  }

  private static void haltAtChanges(ReferenceType type) {
    for (Method method : type.methods()) {
      if (CHANGES.get(type.name()).contains(method.name()) && method.location() != null) {
        var halt =
            type.virtualMachine().eventRequestManager().createBreakpointRequest(method.location());
        halt.setSuspendPolicy(EventRequest.SUSPEND_ALL);
        halt.enable();
      }
    }
  }
}
