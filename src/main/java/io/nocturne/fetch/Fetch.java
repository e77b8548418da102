package io.nocturne.fetch;

import io.nocturne.fetch.Download.Request;
import io.nocturne.fetch.Download.Result;
import io.nocturne.fetch.Download.Sleeper;
import io.nocturne.fetch.Fetch.Fetched.FetchOutcome;
import io.nocturne.io.file.AtomicFile;
import io.nocturne.io.file.Folders;
import io.nocturne.io.file.Sha256;
import io.nocturne.midi.MidiException;
import io.nocturne.midi.MidiReader;
import io.nocturne.midi.MidiReader.ReadOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Downloads the MIDI files that a web page links to, one after the other, into a folder with a
 * {@link Manifest}.
 *
 * <p>What is there from an earlier time is asked for by its version, and comes again only if the
 * server has another. Whatever a page links to, files are written in the folder alone, and only if
 * they are MIDI files.
 */
public final class Fetch {
  private static final Set<String> PAGE_TYPES = Set.of("text/html", "application/xhtml+xml");
  private static final int MAX_PAGE_BYTES = 10 << 20;
  private static final int MAX_PAGES = 1000;
  private static final int MAX_FILES = 10_000;

  private final FetchSpec spec;
  private final FetchListener listener;
  private final Clock clock;
  private final Sleeper sleeper;
  private final Download download;
  private boolean asked;

  Fetch(FetchSpec spec, FetchListener listener, Clock clock, Sleeper sleeper) {
    this.spec = spec;
    this.listener = listener;
    this.clock = clock;
    this.sleeper = sleeper;
    this.download = new Download(spec.politeness(), sleeper);
  }

  /**
   * Fetches the files.
   *
   * @return the outcome of each link, in the page's order
   * @throws IOException if the page cannot be had or links to nothing that matches, or the folder
   *     cannot be written
   */
  public static List<Fetched> fetch(FetchSpec spec, FetchListener listener)
      throws IOException, InterruptedException {
    Sleeper sleep = time -> Thread.sleep(time.toMillis());
    return new Fetch(spec, listener, Clock.systemUTC(), sleep).run();
  }

  List<Fetched> run() throws IOException, InterruptedException {
    Set<URI> links = links();
    if (links.isEmpty()) {
      throw new FetchException(
          spec.page(),
          "has no link that matches; look at what it links to and choose another pattern");
    }
    Folders.make(spec.folder());
    List<Fetched> all = new ArrayList<>();
    Manifest manifest = Manifest.of(spec.folder());
    for (URI link : links) {
      Fetched fetched;
      try {
        Optional<Manifest.ManifestEntry> known = manifest.entry(link).filter(this::isUnchanged);
        Result result = get(new Request(link, spec.maxBytes(), Set.of(), known));
        if (result.content().isEmpty()) {
          fetched = new Fetched(link, FetchOutcome.UNCHANGED, known.orElseThrow().file());
        } else {
          Manifest.ManifestEntry entry = keep(link, result, manifest);
          manifest = manifest.with(entry);
          manifest.write(spec.folder());
          boolean same = known.map(old -> old.sha256().equals(entry.sha256())).orElse(false);
          fetched =
              new Fetched(link, same ? FetchOutcome.UNCHANGED : FetchOutcome.FETCHED, entry.file());
        }
      } catch (FetchException e) {
        fetched = new Fetched(link, FetchOutcome.FAILED, e.getMessage());
      }
      all.add(fetched);
      listener.linkFinished(all.size(), links.size(), fetched);
    }
    return all;
  }

  /** Returns the matching links of the page, and of those that it leads to. */
  private Set<URI> links() throws IOException, InterruptedException {
    Set<URI> matching = new LinkedHashSet<>();
    Set<URI> seen = new HashSet<>(Set.of(spec.page()));
    Set<String> hosts = new HashSet<>(Set.of(host(spec.page())));
    Queue<URI> pages = new ArrayDeque<>(List.of(spec.page()));
    for (int depth = 1; depth <= spec.depth(); depth++) {
      Queue<URI> next = new ArrayDeque<>();
      for (URI page : pages) {
        Page read = page(page);
        if (page.equals(spec.page())) {
          hosts.add(host(read.from())); // Such as www. before it.
        }
        for (URI link : read.links()) {
          if (spec.match().matcher(link.toString()).find()) {
            matching.add(link);
            if (matching.size() > MAX_FILES) {
              throw new FetchException(
                  spec.page(),
                  "has more than " + MAX_FILES + " links that match; choose a narrower pattern");
            }
          } else if (hosts.contains(host(link)) && seen.size() < MAX_PAGES && seen.add(link)) {
            next.add(link);
          }
        }
      }
      pages = next;
    }
    return matching;
  }

  private static String host(URI address) {
    return address.getHost().toLowerCase(Locale.ROOT);
  }

  /**
   * A page.
   *
   * @param from where it came from at last
   */
  private record Page(URI from, Set<URI> links) {}

  private Page page(URI page) throws IOException, InterruptedException {
    try {
      Result result = get(new Request(page, MAX_PAGE_BYTES, PAGE_TYPES, Optional.empty()));
      if (result.content().isPresent()) {
        return new Page(result.from(), Links.of(result.content().get(), result.from()));
      }
      if (page.equals(spec.page())) {
        throw new FetchException(
            page,
            "is not a web page (its type is %s); name a page that links to MIDI files"
                .formatted(result.type().isEmpty() ? "unknown" : result.type()));
      }
    } catch (FetchException e) {
      if (page.equals(spec.page())) {
        throw e;
      }
      // A page further down that is not there links to nothing.
    }
    return new Page(page, Set.of());
  }

  /** Downloads after a pause, if there was a request before. */
  private Result get(Request request) throws FetchException, InterruptedException {
    if (asked) {
      sleeper.sleep(spec.politeness().pause());
    }
    asked = true;
    return download.get(request);
  }

  /** Returns whether an entry's file is there and was not changed. */
  private boolean isUnchanged(Manifest.ManifestEntry entry) {
    return sha256(entry.file()).filter(entry.sha256()::equals).isPresent();
  }

  /** Returns the hash of a file of the folder, if there is one. */
  private Optional<String> sha256(String name) {
    Path file = spec.folder().resolve(name);
    try {
      return Files.exists(file) ? Optional.of(Sha256.hex(file)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Manifest.ManifestEntry keep(URI link, Result result, Manifest manifest)
      throws IOException {
    byte[] content = result.content().orElseThrow();
    requireMidi(link, result.type(), content);
    String name = name(link, manifest, content);
    AtomicFile.write(spec.folder().resolve(name), content);
    return new Manifest.ManifestEntry(
        link,
        name,
        Sha256.hex(content),
        content.length,
        clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
        result.etag(),
        result.lastModified());
  }

  /**
   * Returns the name for a link's file. An existing file is replaced only if it has not been
   * changed since it was fetched, or has the same content.
   */
  private String name(URI link, Manifest manifest, byte[] content) throws IOException {
    String sha256 = Sha256.hex(content);
    Optional<Manifest.ManifestEntry> known = manifest.entry(link);
    if (known.isPresent()) {
      String name = known.get().file();
      Optional<String> there = sha256(name);
      if (there.isPresent()
          && !there.get().equals(known.get().sha256())
          && !there.get().equals(sha256)) {
        throw new FetchException(
            link,
            spec.folder().resolve(name)
                + " was changed since it was fetched; move it away to fetch it again");
      }
      return name;
    }
    // A file may lack its entry if the process was killed after writing it.
    Set<String> listed = new HashSet<>();
    manifest.files().forEach(entry -> listed.add(entry.file().toLowerCase(Locale.ROOT)));
    String name = FileNames.of(link, listed);
    return sha256(name).filter(sha256::equals).isPresent()
        ? name
        : FileNames.of(link, taken(listed));
  }

  private static void requireMidi(URI link, String type, byte[] content) throws FetchException {
    try {
      MidiReader.read(content, "it", ReadOptions.DEFAULT);
    } catch (MidiException e) {
      throw new FetchException(
          link,
          "is not a MIDI file"
              + (type.isEmpty() ? "" : " (its type is " + type + ")")
              + ": "
              + e.problem(),
          e);
    }
  }

  /** Returns the names in use, in lower case. */
  private Set<String> taken(Set<String> listed) throws IOException {
    Set<String> taken = new HashSet<>(listed);
    try (Stream<Path> files = Files.list(spec.folder())) {
      files.forEach(file -> taken.add(file.getFileName().toString().toLowerCase(Locale.ROOT)));
    }
    return taken;
  }

  /** Is notified of the progress of {@link Fetch}. */
  @FunctionalInterface
  public interface FetchListener {
    /**
     * Called after each link.
     *
     * @param done links dealt with
     * @param total how many there are
     */
    void linkFinished(int done, int total, Fetched fetched);
  }

  /**
   * The outcome of a link.
   *
   * @param address where it leads
   * @param outcome how it went
   * @param detail the file's name in the folder, or the whole sentence of what went wrong
   */
  public record Fetched(URI address, FetchOutcome outcome, String detail) {

    /** The outcomes. */
    public enum FetchOutcome {
      /** A file is there that was not before, or is newer. */
      FETCHED,
      /** The file of an earlier run has not changed. */
      UNCHANGED,
      /** There is no file; the next run tries again. */
      FAILED
    }
  }
}
