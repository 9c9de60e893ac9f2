package dev.contranorm.orchestrator.local.process;

import org.tensorflow.TensorFlow;

/** Loads TensorFlow in its own process and prints its version: a library that fails to load may crash the process. */
public final class NativeLibraryMain {
    private NativeLibraryMain() {}

    public static void main(String[] arguments) {
        try {
            System.out.println("TensorFlow " + TensorFlow.version());
        } catch (LinkageError problem) {
            System.out.println(problem);
            System.exit(1);
        }
    }
}
