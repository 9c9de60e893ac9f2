/** Sets of small graphs, each with one label: published files and a generated set. Loads no TensorFlow class. */
package dev.contranorm.zoo.data.graphset;
