package dev.contranorm.zoo.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.contranorm.zoo.golden.Golden;
import org.junit.jupiter.api.Test;

class CosineRatesTest {
    @Test
    void ratesAreThoseOfThePublishedRecipe() {
        JsonNode golden = Golden.json("deit_lr_schedule.json");
        JsonNode args = golden.get("args");
        CosineRates rates = new CosineRates(
                args.get("lr").asDouble(),
                args.get("warmup_lr").asDouble(),
                args.get("min_lr").asDouble(),
                args.get("epochs").asInt(),
                args.get("warmup_epochs").asInt(),
                args.get("cooldown_epochs").asInt());
        double[] byEpoch = rates.byEpoch();
        assertThat(byEpoch).hasSize(golden.get("num_epochs").asInt());
        for (int epoch = 0; epoch < byEpoch.length; epoch++) {
            assertThat(byEpoch[epoch])
                    .as("epoch %d", epoch)
                    .isCloseTo(golden.get("lr_after").get(epoch).asDouble(), within(1e-12));
        }
    }
}
