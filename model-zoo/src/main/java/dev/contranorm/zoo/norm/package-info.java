/** Normalisation layers: the published baselines, and the ContraNorm family with its two similarity strategies. */
package dev.contranorm.zoo.norm;
