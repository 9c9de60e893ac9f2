package dev.contranorm.zoo.data.text;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The pieces of a SentencePiece unigram model, in order. */
final class SentencePieces {
    /** A piece and its log probability. */
    record Piece(String text, double score) {}

    private static final int PIECES = 1;
    private static final int TEXT = 1;
    private static final int SCORE = 2;

    private SentencePieces() {}

    /** Reads rows of piece, tab, score. */
    static List<Piece> text(List<String> rows) throws IOException {
        List<Piece> pieces = new ArrayList<>();
        for (String row : rows) {
            String[] columns = row.split("\t");
            if (columns.length != 2) {
                throw new IOException("row " + (pieces.size() + 1)
                        + " of the vocabulary is not a piece and a score, separated by a tab");
            }
            pieces.add(new Piece(columns[0], Double.parseDouble(columns[1])));
        }
        return pieces;
    }

    /** {@code ModelProto} of sentencepiece_model.proto: field 1 repeats {piece = 1, score = 2}. */
    static List<Piece> binary(byte[] bytes) throws IOException {
        List<Piece> pieces = new ArrayList<>();
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == PIECES) {
                pieces.add(piece(in.readByteArray()));
            } else {
                in.skipField(tag);
            }
        }
        return pieces;
    }

    private static Piece piece(byte[] bytes) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        String text = "";
        float score = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case TEXT -> text = in.readStringRequireUtf8();
                case SCORE -> score = in.readFloat();
                default -> in.skipField(tag);
            }
        }
        return new Piece(text, score);
    }
}
