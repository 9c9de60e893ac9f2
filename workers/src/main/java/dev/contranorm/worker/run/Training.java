package dev.contranorm.worker.run;

import dev.contranorm.zoo.train.TrainingResult;
import dev.contranorm.zoo.train.loop.StopSignal;
import dev.contranorm.zoo.train.loop.TrainingObserver;
import dev.contranorm.zoo.trial.TrialSpec;

/** Trains a trial: the zoo's trainer, or in tests one that fails in a given way. */
@FunctionalInterface
interface Training {
    TrainingResult train(TrialSpec spec, TrainingObserver observer, StopSignal stop) throws Exception;
}
