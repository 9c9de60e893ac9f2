/** What a trial is: its specification, its hash, and the catalogue that validates it. Loads no TensorFlow class. */
package dev.contranorm.zoo.trial;
