package io.nocturne.musicxml;

import java.util.HashMap;
import java.util.Map;

/**
 * Reads a document, in which parts have measures (partwise) or measures have parts (timewise). Only
 * one element of a measure is held at a time.
 */
final class DocumentReader {
  private final XmlCursor cursor;
  private final ScoreSurvey survey;
  private final Findings findings;
  private final WrittenScore score = new WrittenScore();
  private final Map<String, PartReader> readers = new HashMap<>();

  private DocumentReader(XmlCursor cursor, ScoreSurvey survey, Findings findings) {
    this.cursor = cursor;
    this.survey = survey;
    this.findings = findings;
  }

  static WrittenScore read(String document, Findings findings) throws ScoreException {
    ScoreSurvey survey = ScoreSurvey.of(document, findings);
    WrittenScore score =
        new DocumentReader(new XmlCursor(document, findings), survey, findings).read();
    score.ticksPerQuarter = survey.ticksPerQuarter();
    return score;
  }

  private WrittenScore read() throws ScoreException {
    cursor.next();
    String root = cursor.name();
    if (!root.equals("score-partwise") && !root.equals("score-timewise")) {
      throw findings.fatal("this is <%s>, not a MusicXML score".formatted(root));
    }
    score.version = cursor.attribute("version");
    while (cursor.next() && cursor.isStart()) {
      switch (cursor.name()) {
        case "identification" -> score.software = software(cursor.element());
        case "part-list" -> partList();
        case "part" -> part();
        case "measure" -> timewiseMeasure();
        default -> cursor.skip();
      }
    }
    return score;
  }

  private static String software(Element identification) {
    return identification.child("encoding").map(encoding -> encoding.text("software")).orElse("");
  }

  private void partList() throws ScoreException {
    while (cursor.next() && cursor.isStart()) {
      if (cursor.name().equals("score-part")) {
        Element entry = cursor.element();
        score.part(entry.attribute("id"), findings).describe(entry, findings);
      } else {
        cursor.skip();
      }
    }
  }

  private void part() throws ScoreException {
    PartReader reader = reader();
    while (cursor.next() && cursor.isStart()) {
      if (cursor.name().equals("measure")) {
        findings.inMeasure(cursor.attribute("number"));
        measure(reader);
      } else {
        cursor.skip();
      }
    }
  }

  private void timewiseMeasure() throws ScoreException {
    String number = cursor.attribute("number");
    while (cursor.next() && cursor.isStart()) {
      if (cursor.name().equals("part")) {
        PartReader reader = reader();
        findings.inMeasure(number);
        measure(reader);
      } else {
        cursor.skip();
      }
    }
  }

  private PartReader reader() throws ScoreException {
    String id = cursor.attribute("id");
    findings.inPart(id);
    ScorePart part = score.part(id, findings);
    return readers.computeIfAbsent(id, each -> new PartReader(score, part, survey, findings));
  }

  private void measure(PartReader reader) throws ScoreException {
    reader.beginMeasure();
    while (cursor.next() && cursor.isStart()) {
      reader.read(cursor.element());
    }
    reader.endMeasure();
  }
}
