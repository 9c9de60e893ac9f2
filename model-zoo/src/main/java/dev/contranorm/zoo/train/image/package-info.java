/** Training on images with the DeiT recipe. */
package dev.contranorm.zoo.train.image;
