package io.nocturne.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.base.UserException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.proto.ConfigProto;

class SessionSettingsTest {
  @Test
  void configurationCarriesTheThreads() {
    ConfigProto config = new SessionSettings(3, 5).toConfig();
    assertThat(config.getIntraOpParallelismThreads()).isEqualTo(3);
    assertThat(config.getInterOpParallelismThreads()).isEqualTo(5);
  }

  @Test
  void configurationTurnsTheSlowFirstStepOff() {
    assertThat(
            SessionSettings.defaults()
                .toConfig()
                .getGraphOptions()
                .getRewriteOptions()
                .getDisableMetaOptimizer())
        .isTrue();
  }

  @Test
  void rejectsSettingsWithoutThreads() {
    assertThatThrownBy(() -> new SessionSettings(0, 1))
        .hasMessage("intra-op threads must be at least 1, was 0");
    assertThatThrownBy(() -> new SessionSettings(1, 0))
        .hasMessage("inter-op threads must be at least 1, was 0");
  }

  @Test
  void takesAGpuUnlessAskedNotTo() {
    SessionSettings settings = new SessionSettings(1, 2);
    assertThat(settings.device()).isEqualTo(Device.AUTO);
    assertThat(settings.usesGpu(GpuSupport.FOUND)).isTrue();
    assertThat(settings.on(Device.GPU).usesGpu(GpuSupport.FOUND)).isTrue();
    assertThat(settings.on(Device.CPU).usesGpu(GpuSupport.FOUND)).isFalse();
  }

  @Test
  void computesOnTheCpuWhereThereIsNoGpu() {
    SessionSettings settings = new SessionSettings(1, 2);
    assertThat(settings.usesGpu(GpuSupport.NOT_BUILT)).isFalse();
    assertThat(settings.usesGpu(GpuSupport.NONE_FOUND)).isFalse();
  }

  @Test
  void saysHowToBuildForAGpu() {
    assertThatThrownBy(() -> new SessionSettings(1, 2).on(Device.GPU).usesGpu(GpuSupport.NOT_BUILT))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "device gpu: this build of nocturne has no GPU support; build it with mvn -Pgpu"
                + " package");
  }

  @Test
  void saysWhatToCheckWhenTheGpuIsNotFound() {
    assertThatThrownBy(
            () -> new SessionSettings(1, 2).on(Device.GPU).usesGpu(GpuSupport.NONE_FOUND))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "device gpu: TensorFlow finds no GPU; check that nvidia-smi lists one and that the CUDA"
                + " 12 and cuDNN 9 libraries are on LD_LIBRARY_PATH (--verbose shows which"
                + " TensorFlow misses)");
  }

  @Test
  void hidesTheGpuFromASessionOnTheCpu() {
    assertThat(new SessionSettings(1, 2).on(Device.CPU).toConfig().getDeviceCountMap())
        .containsEntry("GPU", 0);
  }

  @Test
  void leavesTheMemoryOfAGpuToOthersUntilItIsNeeded() {
    assertThat(new SessionSettings(1, 2).toConfig().getGpuOptions().getAllowGrowth()).isTrue();
  }

  @Test
  void findsTheGpuSupportOfTheBuildThatIsTested() {
    boolean built = System.getProperty("java.class.path").contains("-gpu.jar");
    GpuSupport support = SessionSettings.defaults().gpuSupport();
    assertThat(support != GpuSupport.NOT_BUILT).isEqualTo(built);
  }

  @ParameterizedTest
  @EnumSource(
      value = Precision.class,
      names = {"FP16", "TF32"})
  void refusesWithoutAGpuWhatOnlyGpusCompute(Precision precision) {
    SessionSettings settings = new SessionSettings(1, 2).on(Device.CPU).with(precision);
    assertThatThrownBy(settings::usesGpu)
        .isInstanceOf(UserException.class)
        .hasMessage(
            "precision %s: needs a GPU, and none is used here; choose float32 or bf16"
                .formatted(precision.name().toLowerCase(Locale.ROOT)));
  }

  @Test
  void refusesBfloat16OnAProcessorThatDoesNotHaveIt() {
    SessionSettings settings = new SessionSettings(1, 2).with(Precision.BF16);
    assertThatCode(() -> settings.requirePrecision(true)).doesNotThrowAnyException();
    assertThatThrownBy(() -> settings.requirePrecision(false))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "precision bf16: this processor has no instructions for it (AVX512-BF16 or AMX), so"
                + " that it would be slower than float32; choose float32");
  }
}
