package dev.contranorm.zoo.weights;

import java.nio.ByteBuffer;

/** The safetensors element types of weights, little-endian. */
enum ElementType {
    F64(8) {
        @Override
        float read(ByteBuffer bytes) {
            return (float) bytes.getDouble();
        }
    },
    F32(4) {
        @Override
        float read(ByteBuffer bytes) {
            return bytes.getFloat();
        }
    },
    F16(2) {
        @Override
        float read(ByteBuffer bytes) {
            short half = bytes.getShort();
            int exponent = half >> 10 & 0x1f;
            int fraction = half & 0x3ff;
            float magnitude =
                    switch (exponent) {
                        case 0 -> fraction * 0x1p-24f;
                        case 0x1f -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
                        default -> Float.intBitsToFloat(exponent + 112 << 23 | fraction << 13);
                    };
            return half < 0 ? -magnitude : magnitude;
        }
    },
    BF16(2) {
        @Override
        float read(ByteBuffer bytes) {
            return Float.intBitsToFloat(bytes.getShort() << 16);
        }
    },
    I64(8) {
        @Override
        float read(ByteBuffer bytes) {
            return bytes.getLong();
        }
    },
    I32(4) {
        @Override
        float read(ByteBuffer bytes) {
            return bytes.getInt();
        }
    },
    U8(1) {
        @Override
        float read(ByteBuffer bytes) {
            return bytes.get() & 0xff;
        }
    };

    private final int size;

    ElementType(int size) {
        this.size = size;
    }

    /** Size in bytes. */
    int size() {
        return size;
    }

    abstract float read(ByteBuffer bytes);
}
