/** Sets of small graphs, each with one label: the files as published and a generated set. Loads no TensorFlow class. */
package dev.contranorm.zoo.data.graphset;
