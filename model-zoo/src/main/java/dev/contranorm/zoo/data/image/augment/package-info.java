/**
 * The random changes that pictures are trained under, as timm 0.6.7 and torchvision make them for the DeiT recipe. All
 * chance is drawn from a {@link dev.contranorm.zoo.data.image.augment.KeyedRandom} with a key of its own for every picture.
 */
package dev.contranorm.zoo.data.image.augment;
