/** Losses as segments of a training pass. */
package dev.contranorm.zoo.loss;
