package io.nocturne.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WilliamsDesignTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7, 12, 15})
  void putsEachThingInEachPlaceEquallyOften(int items) {
    List<List<Integer>> orders = WilliamsDesign.of(items).orders();
    for (int place = 0; place < items; place++) {
      Map<Integer, Integer> counts = new HashMap<>();
      for (List<Integer> order : orders) {
        counts.merge(order.get(place), 1, Integer::sum);
      }
      assertThat(counts).hasSize(items);
      assertThat(counts.values()).containsOnly(orders.size() / items);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 7, 12, 15})
  void letsEachThingFollowEachOtherEquallyOften(int items) {
    Map<List<Integer>, Integer> followers = new HashMap<>();
    for (List<Integer> order : WilliamsDesign.of(items).orders()) {
      IntStream.range(1, items)
          .forEach(i -> followers.merge(order.subList(i - 1, i + 1), 1, Integer::sum));
    }
    assertThat(followers).hasSize(items * (items - 1));
    assertThat(followers.values()).containsOnly(items % 2 == 0 ? 1 : 2);
  }

  @Test
  void beginsAgainAfterTheLastOrder() {
    WilliamsDesign design = WilliamsDesign.of(4);
    assertThat(design.orderOf(1)).containsExactly(0, 1, 3, 2);
    assertThat(design.orderOf(5)).isEqualTo(design.orderOf(1));
  }

  @Test
  void needsAThing() {
    assertThatThrownBy(() -> WilliamsDesign.of(0)).hasMessage("items must be at least 1, was 0");
  }
}
