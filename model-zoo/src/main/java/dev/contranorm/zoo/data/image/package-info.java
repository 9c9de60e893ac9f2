/** Image datasets: folders of classes and published binary files, decoded, cropped and normalised in batches. */
package dev.contranorm.zoo.data.image;
