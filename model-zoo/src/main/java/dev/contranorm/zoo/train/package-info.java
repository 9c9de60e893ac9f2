/**
 * The training loop and what stands around it. The loop knows neither graphs nor text: it drives a {@link
 * dev.contranorm.zoo.train.task.Task}; measuring, keeping the best, stopping early, checkpoints and the watch for divergence are
 * listeners.
 */
package dev.contranorm.zoo.train;
