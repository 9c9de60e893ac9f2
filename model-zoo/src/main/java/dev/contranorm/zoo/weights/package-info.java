/** Weights on disk: safetensors, Hugging Face folders, timm names, TensorFlow SavedModels. */
package dev.contranorm.zoo.weights;
