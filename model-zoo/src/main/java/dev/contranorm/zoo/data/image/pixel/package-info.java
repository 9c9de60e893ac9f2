/** Pictures of eight bits a colour, and what Pillow does to them, value for value. Knows neither files nor chance. */
package dev.contranorm.zoo.data.image.pixel;
