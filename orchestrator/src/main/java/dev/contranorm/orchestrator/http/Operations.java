package dev.contranorm.orchestrator.http;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;

/** The operations that the running routes serve, read from the Camel context: there is no second list that could differ. */
final class Operations {
    /** A method on a path such as {@code /api/v1/sweeps/{id}}. */
    record Operation(String method, String path) {
        private boolean isOn(String requested) {
            return requested.matches(path.replaceAll("\\{[^}]+}", "[^/]+"));
        }
    }

    private final CamelContext context;

    Operations(CamelContext context) {
        this.context = context;
    }

    List<Operation> all() {
        List<Operation> all = new ArrayList<>();
        context.getRoutes().forEach(route -> {
            if (route.getEndpoint() instanceof PlatformHttpEndpoint endpoint
                    && endpoint.getHttpMethodRestrict() != null) {
                all.add(new Operation(endpoint.getHttpMethodRestrict(), endpoint.getPath()));
            }
        });
        return all;
    }

    TreeSet<String> methodsOf(String requested) {
        TreeSet<String> methods = new TreeSet<>();
        all().stream()
                .filter(operation -> operation.isOn(requested))
                .forEach(operation -> methods.add(operation.method()));
        return methods;
    }
}
