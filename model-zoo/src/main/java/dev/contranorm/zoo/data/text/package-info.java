/** Text datasets and their tokens: GLUE in its published layouts, tokenizers from published files. */
package dev.contranorm.zoo.data.text;
