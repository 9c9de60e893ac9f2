/**
 * The layer over TensorFlow Java: graphs with named parameters, the gradient adapter ({@link dev.contranorm.zoo.tensor.Tape}),
 * sparse products and randomness that depends on (seed, step, site) alone.
 */
package dev.contranorm.zoo.tensor;
