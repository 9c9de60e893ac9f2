/** Picture datasets: folders of classes, decoded, cropped and normalised. */
package dev.contranorm.zoo.data.image;
