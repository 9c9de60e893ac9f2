/**
 * What every dataset has in common: its contract, published files with checksums, known facts and digests. Loads no TensorFlow
 * class.
 */
package dev.contranorm.zoo.data;
