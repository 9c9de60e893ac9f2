package dev.contranorm.orchestrator.cli;

/** What the command names does not exist; the message says where to look. */
final class NotFoundException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotFoundException(String message) {
        super(message);
    }
}
