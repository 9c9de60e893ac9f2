/** Datasets of one graph with labelled nodes: the files as published and a generated graph. Loads no TensorFlow class. */
package dev.contranorm.zoo.data.graph;
