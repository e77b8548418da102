package io.nocturne.survey;

import io.nocturne.base.Require;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Orders of items for participants, in which each item is in each place equally often and follows
 * each other item equally often (E. J. Williams, Experimental Designs Balanced for the Estimation
 * of Residual Effects of Treatments, 1949).
 *
 * <p>An even number of items needs as many orders as items, an odd number twice as many.
 */
final class WilliamsDesign {
  private final List<List<Integer>> orders;

  private WilliamsDesign(List<List<Integer>> orders) {
    this.orders = List.copyOf(orders);
  }

  /** Returns the design of a number of items, at least 1. */
  static WilliamsDesign of(int items) {
    Require.atLeast("items", items, 1);
    List<List<Integer>> orders = new ArrayList<>();
    for (int shift = 0; shift < items; shift++) {
      orders.add(order(items, shift));
    }
    if (items % 2 == 1 && items > 1) {
      for (int shift = 0; shift < items; shift++) {
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
  private static List<Integer> order(int items, int shift) {
    List<Integer> order = new ArrayList<>();
    for (int place = 0; place < items; place++) {
      int step = (place + 1) / 2;
      order.add(Math.floorMod((place % 2 == 1 ? step : -step) + shift, items));
    }
    return List.copyOf(order);
  }

  /** Returns all orders, of items from 0 on; participants take them in turn. */
  List<List<Integer>> orders() {
    return orders;
  }

  /**
   * Returns the order of a participant, counted from 1: the last order is followed by the first.
   */
  List<Integer> orderOf(int participant) {
    return orders.get((participant - 1) % orders.size());
  }
}
