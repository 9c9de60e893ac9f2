/** Optimizers as graph operations, ordered so that repeated runs give the same numbers. */
package dev.contranorm.zoo.optimizer;
