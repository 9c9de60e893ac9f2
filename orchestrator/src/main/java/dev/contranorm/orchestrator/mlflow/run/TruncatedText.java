package dev.contranorm.orchestrator.mlflow.run;

/** Text within the server's limits, which it would otherwise cut without a word. */
final class TruncatedText {
    private TruncatedText() {}

    /**
     * The text, or its beginning and a note of where the whole is.
     *
     * @param length most characters of the result
     * @param whole the artifact that has the whole text
     */
    static String to(int length, String text, String whole) {
        if (text.length() <= length) {
            return text;
        }
        String note = "… (cut: " + text.length() + " characters, whole in " + whole + ")";
        int end = length - note.length();
        // Not between the halves of a character outside the basic plane.
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + note;
    }
}
