/** Datasets of one graph with labelled nodes: published files and a generated graph. Loads no TensorFlow class. */
package dev.contranorm.zoo.data.graph;
