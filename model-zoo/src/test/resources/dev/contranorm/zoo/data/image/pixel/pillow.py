"""Writes pillow.json: what Pillow makes of two small pictures. Needs Pillow alone: python pillow.py > pillow.json"""

import base64
import json

import PIL
from PIL import Image, ImageEnhance, ImageOps

FILL = (124, 116, 104)
BICUBIC = Image.Resampling.BICUBIC
AFFINE = Image.Transform.AFFINE


def picture(width, height, seed, low, high):
    """Smooth waves with noise on top; the noise is a linear congruential generator."""
    values = bytearray()
    state = seed
    for y in range(height):
        for x in range(width):
            for channel in range(3):
                state = (1103515245 * state + 12345) % 2**31
                wave = (x * (3 + channel) + y * (7 - 2 * channel)) % 64 * 3
                values.append(low + (wave + state // 65536 % 64) * (high - low) // 255)
    return Image.frombytes("RGB", (width, height), bytes(values))


def cases():
    for size in [(7, 5), (26, 22), (13, 4), (6, 11), (40, 3), (13, 11), (1, 1), (19, 19)]:
        yield "resize", list(size), lambda im, size=size: im.resize(size, BICUBIC)
    for degrees in [27.0, -27.0, 13.37, 0.0, -3.3]:
        yield "rotate", [degrees], lambda im, d=degrees: im.rotate(d, resample=BICUBIC, fillcolor=FILL)
    for factor in [0.27, -0.27, 0.011]:
        yield "shearX", [factor], lambda im, f=factor: affine(im, (1, f, 0, 0, 1, 0))
        yield "shearY", [factor], lambda im, f=factor: affine(im, (1, 0, 0, f, 1, 0))
    for pixels in [4.05, -2.5, 3.0]:
        yield "translateX", [pixels], lambda im, p=pixels: affine(im, (1, 0, p, 0, 1, 0))
        yield "translateY", [pixels], lambda im, p=pixels: affine(im, (1, 0, 0, 0, 1, p))
    yield "autoContrast", [], ImageOps.autocontrast
    yield "equalize", [], ImageOps.equalize
    yield "invert", [], ImageOps.invert
    for bits in [0, 1, 4]:
        yield "posterize", [bits], lambda im, b=bits: ImageOps.posterize(im, b)
    for threshold in [0, 26, 200, 256]:
        yield "solarize", [threshold], lambda im, t=threshold: ImageOps.solarize(im, t)
    for added in [0, 99, 110]:
        table = [min(255, i + added) if i < 128 else i for i in range(256)] * 3
        yield "solarizeAdd", [added], lambda im, t=table: im.point(t)
    for factor in [0.1, 0.46, 1.0, 1.81, 1.9]:
        yield "colour", [factor], lambda im, f=factor: ImageEnhance.Color(im).enhance(f)
        yield "contrast", [factor], lambda im, f=factor: ImageEnhance.Contrast(im).enhance(f)
        yield "brightness", [factor], lambda im, f=factor: ImageEnhance.Brightness(im).enhance(f)
        yield "sharpness", [factor], lambda im, f=factor: ImageEnhance.Sharpness(im).enhance(f)


def affine(im, matrix):
    return im.transform(im.size, AFFINE, matrix, resample=BICUBIC, fillcolor=FILL)


def text(im):
    return {"width": im.width, "height": im.height, "rgb": base64.b64encode(im.tobytes()).decode()}


def main():
    inputs = {"noisy": picture(13, 11, 1, 0, 255), "dull": picture(20, 16, 7, 60, 150)}
    found = []
    for name, im in inputs.items():
        for operation, arguments, apply in cases():
            found.append({"input": name, "operation": operation, "arguments": arguments, "output": text(apply(im))})
    out = {"pillow": PIL.__version__, "inputs": {name: text(im) for name, im in inputs.items()}, "cases": found}
    print(json.dumps(out, indent=1))


main()
