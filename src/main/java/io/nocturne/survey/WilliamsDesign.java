package io.nocturne.survey;

import io.nocturne.base.Require;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Orders in which listeners hear some things, so that each thing stands in each place equally often
 * and follows each other thing equally often (E. J. Williams, Experimental Designs Balanced for the
 * Estimation of Residual Effects of Treatments, 1949).
 *
 * <p>An even number of things needs as many orders as things, an odd number twice as many.
 */
final class WilliamsDesign {
  private final List<List<Integer>> orders;

  private WilliamsDesign(List<List<Integer>> orders) {
    this.orders = List.copyOf(orders);
  }

  /** Returns the design of a number of items, at least 1. */
  static WilliamsDesign of(int things) {
    Require.atLeast("things", things, 1);
    List<List<Integer>> orders = new ArrayList<>();
    for (int shift = 0; shift < things; shift++) {
      orders.add(order(things, shift));
    }
    if (things % 2 == 1 && things > 1) {
      for (int shift = 0; shift < things; shift++) {
        List<Integer> reversed = new ArrayList<>(orders.get(shift));
        Collections.reverse(reversed);
        orders.add(List.copyOf(reversed));
      }
    }
    return new WilliamsDesign(orders);
  }

  /**
   * Returns 0, 1, n - 1, 2, n - 2 and so on, each shifted: all differences between neighbors occur.
   */
  private static List<Integer> order(int things, int shift) {
    List<Integer> order = new ArrayList<>();
    for (int place = 0; place < things; place++) {
      int step = (place + 1) / 2;
      order.add(Math.floorMod((place % 2 == 1 ? step : -step) + shift, things));
    }
    return List.copyOf(order);
  }

  /** Returns all orders, of things from 0 on; listeners take them in turn. */
  List<List<Integer>> orders() {
    return orders;
  }

  /**
   * Returns the order of a listener, counted from 1: after the last order comes the first again.
   */
  List<Integer> orderOf(int listener) {
    return orders.get((listener - 1) % orders.size());
  }
}
