package dev.contranorm.worker.run;

import dev.contranorm.zoo.train.TrainingResult;
import dev.contranorm.zoo.train.loop.StopSignal;
import dev.contranorm.zoo.train.loop.TrainingObserver;
import dev.contranorm.zoo.trial.TrialSpec;

/** How the worker trains: the zoo's trainer, or in tests one that misbehaves when told to. */
@FunctionalInterface
interface Training {
    TrainingResult train(TrialSpec spec, TrainingObserver observer, StopSignal stop) throws Exception;
}
