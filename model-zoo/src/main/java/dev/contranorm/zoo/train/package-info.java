/**
 * Training of one trial from its specification to its final numbers, and the export of its network. The loop is independent of
 * graphs, text and images: it drives a {@link dev.contranorm.zoo.train.task.Task}; evaluation, the best epoch, early stopping,
 * checkpoints and the detection of divergence are listeners.
 */
package dev.contranorm.zoo.train;
