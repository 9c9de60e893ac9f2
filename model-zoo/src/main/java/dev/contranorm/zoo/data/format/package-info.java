/**
 * Readers of file formats (NumPy, pickle, delimited lines, JSON lists) and the matrices that they return. Loads no TensorFlow
 * class.
 */
package dev.contranorm.zoo.data.format;
