/** Text transformers with a norm at chosen positions of every layer. Parameters have their Hugging Face names. */
package dev.contranorm.zoo.backbone.text;
