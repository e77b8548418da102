package io.nocturne.fetch;

import io.nocturne.fetch.Fetch.Fetched;
import io.nocturne.fetch.FetchSpec.Politeness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fetches from a site of this machine, with a clock that stands still and pauses that do not last.
 */
abstract class FetchCase {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-05-04T03:02:01Z"), ZoneOffset.UTC);

  @TempDir Path temporary;
  Path folder;
  Site site;
  byte[] midi;
  final List<Duration> waits = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    folder = temporary.resolve("into");
    site = new Site();
    midi = Site.midi(temporary, 30);
  }

  @AfterEach
  void close() {
    site.close();
  }

  List<Fetched> run() throws Exception {
    return run(spec(FetchSpec.MIDI_NAMES, 1));
  }

  List<Fetched> run(FetchSpec spec) throws Exception {
    return new Fetch(spec, (done, total, fetched) -> {}, CLOCK, waits::add).run();
  }

  List<String> outcomes() throws Exception {
    return outcomes(spec(FetchSpec.MIDI_NAMES, 1));
  }

  List<String> outcomes(FetchSpec spec) throws Exception {
    return run(spec).stream().map(fetched -> fetched.outcome() + " " + fetched.detail()).toList();
  }

  FetchSpec spec(Pattern match, int depth) {
    return spec(match, depth, Duration.ofMinutes(1)); // A slow machine is not a slow server.
  }

  FetchSpec spec(Pattern match, int depth, Duration timeout) {
    Politeness politeness = new Politeness(Duration.ofMillis(10), 2, timeout);
    return new FetchSpec(site.address("/"), folder, match, depth, 100_000, politeness);
  }

  List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
