package dev.contranorm.orchestrator.mlflow.run;

/** Text within the limits of the server, which would otherwise cut it silently. */
final class TruncatedText {
    private TruncatedText() {}

    /**
     * The text, or its beginning and a note that says where the whole text is.
     *
     * @param maxLength of the result, in characters
     * @param artifact that contains the whole text
     */
    static String of(int maxLength, String text, String artifact) {
        if (text.length() <= maxLength) {
            return text;
        }
        String note = "… (cut: " + text.length() + " characters, whole in " + artifact + ")";
        int end = maxLength - note.length();
        // Does not split a character that takes two chars.
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + note;
    }
}
