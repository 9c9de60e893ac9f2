/** Measures of oversmoothing: how similar the rows of each layer's output are. */
package dev.contranorm.zoo.oversmoothing;
