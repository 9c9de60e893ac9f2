package dev.contranorm.zoo.data.image.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BitmapTest {
    /** Two rows of three pixels, 1 to 18. */
    private final Bitmap image =
            new Bitmap(3, 2, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18});

    @Test
    void aCropTakesThePixelsInside() {
        assertThat(image.cropped(1, 0, 2, 2).values()).containsExactly(4, 5, 6, 7, 8, 9, 13, 14, 15, 16, 17, 18);
        assertThatThrownBy(() -> image.cropped(2, 0, 2, 2)).hasMessageContaining("exceeds the image of 3 × 2");
    }

    @Test
    void aFlipKeepsThePixels() {
        assertThat(image.mirrored().values())
                .containsExactly(7, 8, 9, 4, 5, 6, 1, 2, 3, 16, 17, 18, 13, 14, 15, 10, 11, 12);
    }

    @Test
    void aBorderIsBlack() {
        Bitmap padded = image.padded(2);
        assertThat(padded.width()).isEqualTo(7);
        assertThat(padded.height()).isEqualTo(6);
        assertThat(padded.cropped(2, 2, 3, 2).values()).isEqualTo(image.values());
        assertThat(padded.at(1, 2, 0)).isZero();
        assertThat(padded.at(5, 3, 2)).isZero();
    }

    @Test
    void theShorterSideDecidesAndTheLongerIsRoundedDown() {
        Bitmap wide = Resize.shorterSide(Bitmap.filled(50, 30, new Colour(9, 8, 7)), 16);
        assertThat(wide.height()).isEqualTo(16);
        assertThat(wide.width()).isEqualTo(26);
        assertThat(wide.at(25, 15, 1)).isEqualTo(8);
    }
}
