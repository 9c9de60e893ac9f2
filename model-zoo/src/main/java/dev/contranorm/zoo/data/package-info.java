/** Datasets: the files as published and the generated graph, in plain Java arrays. Loads no TensorFlow class. */
package dev.contranorm.zoo.data;
