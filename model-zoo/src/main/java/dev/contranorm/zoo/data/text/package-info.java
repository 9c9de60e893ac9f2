/** Text datasets and their tokens: GLUE in its original layout, tokenizers from published files. */
package dev.contranorm.zoo.data.text;
