/** Training on texts with the published GLUE recipe. */
package dev.contranorm.zoo.train.text;
