/** Optimizers as graph operations, gated so that two runs give the same numbers. */
package dev.contranorm.zoo.optimizer;
