/** Training on images with the DeiT recipe, with or without a teacher. */
package dev.contranorm.zoo.train.image;
