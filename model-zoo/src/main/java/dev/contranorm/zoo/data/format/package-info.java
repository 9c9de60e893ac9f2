/** Readers of file formats and the matrices that they give: NumPy, pickle, delimited lines, JSON lists. Loads no TensorFlow class. */
package dev.contranorm.zoo.data.format;
