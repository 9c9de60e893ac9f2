/** What a trial is: its specification, hash and the catalogue it is checked against. Loads no TensorFlow class. */
package dev.contranorm.zoo.trial;
