package io.nocturne.generate;

import java.util.List;

/** A piece so far, and its constraints where they stand after it. */
final class Course {
  private final History soFar;
  private List<Constraint> constraints;

  private Course(History soFar, List<Constraint> constraints) {
    this.soFar = soFar;
    this.constraints = constraints;
  }

  /** A piece of which nothing is generated yet. */
  static Course of(int[] primer, Rules rules) {
    Course course = new Course(History.of(primer), rules.constraints());
    for (int id : primer) {
      course.advance(id);
    }
    return course;
  }

  History soFar() {
    return soFar;
  }

  List<Constraint> constraints() {
    return constraints;
  }

  void add(int id) {
    soFar.add(id);
    advance(id);
  }

  /** This and one token more. */
  Course with(int id) {
    Course longer = new Course(soFar.with(id), constraints);
    longer.advance(id);
    return longer;
  }

  private void advance(int id) {
    constraints = constraints.stream().map(constraint -> constraint.after(id)).toList();
  }
}
