/** Vision transformers. Parameters have their timm names. */
package dev.contranorm.zoo.backbone.image;
