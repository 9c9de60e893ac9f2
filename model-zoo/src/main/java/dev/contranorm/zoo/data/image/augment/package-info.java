/**
 * The random augmentation of training images, as in timm 0.6.7 and torchvision for the DeiT recipe. All randomness comes from a
 * {@link dev.contranorm.zoo.data.image.augment.KeyedRandom} with a separate key for every image.
 */
package dev.contranorm.zoo.data.image.augment;
