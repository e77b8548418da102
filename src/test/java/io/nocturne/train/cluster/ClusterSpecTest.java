package io.nocturne.train.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.base.UserException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TF_CONFIG in the forms of TensorFlow's guide to training on several workers. */
class ClusterSpecTest {
  private static ClusterSpec read(String json) {
    return ClusterSpec.ofTfConfig(json.replace('\'', '"')).orElseThrow();
  }

  @Test
  void theFirstWorkerIsTheChiefWhereNoneIsNamed() {
    ClusterSpec spec =
        read(
            "{'cluster': {'worker': ['a:12345', 'b:23456']}, 'task': {'type': 'worker', 'index':"
                + " 0}}");
    assertThat(spec.addresses()).containsExactly("a:12345", "b:23456");
    assertThat(spec.isChief()).isTrue();
    assertThat(spec.name(1)).isEqualTo("worker 1 (b:23456)");
  }

  /** As the Kubeflow training operator sets it, with keys that matter to others. */
  @Test
  void aNamedChiefComesBeforeTheWorkers() {
    String cluster =
        "{'cluster': {'worker': ['j-worker-0.ns.svc:2222', 'j-worker-1.ns.svc:2222'],"
            + " 'chief': ['j-chief-0.ns.svc:2222'], 'evaluator': ['j-evaluator-0.ns.svc:2222']},"
            + " 'task': {'type': '%s', 'index': %d}, 'environment': 'cloud'}";
    ClusterSpec chief = read(cluster.formatted("chief", 0));
    ClusterSpec worker = read(cluster.formatted("worker", 0));
    assertThat(chief.isChief()).isTrue();
    assertThat(worker.isChief()).isFalse();
    assertThat(worker.index()).isEqualTo(1);
    assertThat(worker.addresses())
        .isEqualTo(chief.addresses())
        .isEqualTo(
            List.of("j-chief-0.ns.svc:2222", "j-worker-0.ns.svc:2222", "j-worker-1.ns.svc:2222"));
    assertThat(worker.name(0)).isEqualTo("chief (j-chief-0.ns.svc:2222)");
    assertThat(worker.name(1)).isEqualTo("worker 0 (j-worker-0.ns.svc:2222)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'cluster': {}}",
        "{'cluster': {'worker': ['a:1']}, 'task': {'type': 'worker', 'index': 0}}",
        "{'cluster': {'chief': ['a:1']}, 'task': {'type': 'chief', 'index': 0}}"
      })
  void oneWorkerTrainsAlone(String json) {
    assertThat(ClusterSpec.ofTfConfig(json.replace('\'', '"'))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[1] | must be a JSON object, was [1]",
        "{'cluster': {'worker': 'a:1'}} | cluster.worker: must be a list of addresses, was 'a:1'",
        "{'cluster': {'worker': ['a:1', 'b']}} | cluster: addresses must be host:port, such as"
            + " 10.0.0.1:2222, was b",
        "{'cluster': {'worker': ['a:1', 'b:70000']}} | cluster: addresses must be host:port, such"
            + " as 10.0.0.1:2222, was b:70000",
        "{'cluster': {'worker': ['a:1', 'a:1']}} | cluster: addresses must differ, were [a:1, a:1]",
        "{'cluster': {'chief': ['a:1', 'b:1']}} | cluster.chief: must be one address, was [a:1,"
            + " b:1]",
        "{'cluster': {'worker': ['a:1'], 'ps': ['b:1']}} | cluster.ps: nocturne has no parameter"
            + " servers; list only worker and chief",
        "{'cluster': {'worker': ['a:1', 'b:1']}, 'task': {'index': 2}} | task.index: must be 0 to"
            + " 1 for worker, the 2 in cluster.worker, was 2",
        "{'cluster': {'worker': ['a:1', 'b:1']}, 'task': {'index': 'x'}} | task.index: must be 0"
            + " to 1 for worker, the 2 in cluster.worker, was x",
        "{'cluster': {'worker': ['a:1']}, 'task': {'type': 'evaluator'}} | task.type: must be"
            + " chief or worker, was evaluator; nocturne's workers share the validation",
      })
  void refusesWhatItCannotBeNamingTheKey(String json, String message) {
    assertThatThrownBy(() -> ClusterSpec.ofTfConfig(json.replace('\'', '"')))
        .isInstanceOf(UserException.class)
        .hasMessage("TF_CONFIG: " + message.replace('\'', json.contains("'a:1'}") ? '"' : '\''));
  }

  @Test
  void refusesWhatIsNotJson() {
    assertThatThrownBy(() -> ClusterSpec.ofTfConfig("{"))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("TF_CONFIG: is not JSON: Unexpected end-of-input");
  }

  @Test
  void anAddressMayBeOfIpVersion6() {
    assertThat(ClusterSpec.host("[fe80::1]:2222")).isEqualTo("fe80::1");
    assertThat(ClusterSpec.port("[fe80::1]:2222")).isEqualTo(2222);
    assertThat(read("{'cluster': {'worker': ['[::1]:1', '[::1]:2']}}").count()).isEqualTo(2);
  }
}
