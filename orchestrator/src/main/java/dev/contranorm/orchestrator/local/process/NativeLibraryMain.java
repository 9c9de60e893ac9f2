package dev.contranorm.orchestrator.local.process;

import org.tensorflow.TensorFlow;

/** Loads TensorFlow in a process of its own and says its version: what does not load may take the process with it. */
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
