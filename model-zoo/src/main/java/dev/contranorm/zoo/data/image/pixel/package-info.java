/**
 * Images with eight bits per colour, and Pillow's operations on them, with identical values. Uses no files and no randomness.
 */
package dev.contranorm.zoo.data.image.pixel;
