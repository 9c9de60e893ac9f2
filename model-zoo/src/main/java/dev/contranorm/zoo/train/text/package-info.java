/** Training on texts. */
package dev.contranorm.zoo.train.text;
