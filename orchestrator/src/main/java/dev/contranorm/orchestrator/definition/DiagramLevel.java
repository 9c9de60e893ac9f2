package dev.contranorm.orchestrator.definition;

import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One axis in a {@link DecisionDiagram}, and what each of its values does to the conditions, which are known by number. */
final class DiagramLevel {
    private final Axis axis;
    private final List<Object> values;
    /** Conditions that name the axis: without a value of it they cannot hold. */
    private final BitSet mentions = new BitSet();
    /** By kind of value: values that rule out the same conditions are of one kind. */
    private final List<BitSet> ruledOut;

    private final int[] kindOf;
    /** Conditions of no interest below this level. */
    private final BitSet decided = new BitSet();
    /** Those of them that no combination may fulfil. */
    private final BitSet excludes = new BitSet();

    DiagramLevel(Axis axis, List<Condition> conditions) {
        this.axis = axis;
        this.values = axis.domain() instanceof Domain.Values some ? some.values() : List.of(axis.domain());
        BitSet[] effects = effects(conditions);
        Map<BitSet, Integer> kinds = new LinkedHashMap<>();
        this.kindOf = new int[effects.length];
        for (int v = 0; v < effects.length; v++) {
            kindOf[v] = kinds.computeIfAbsent(effects[v], kind -> kinds.size());
        }
        this.ruledOut = List.copyOf(kinds.keySet());
    }

    /** What every value rules out; notes which conditions name the axis. */
    private BitSet[] effects(List<Condition> conditions) {
        Map<Object, Integer> indexOf = new HashMap<>();
        BitSet[] effects = new BitSet[values.size()];
        for (int v = 0; v < effects.length; v++) {
            indexOf.put(values.get(v), v);
            effects[v] = new BitSet();
        }
        for (int c = 0; c < conditions.size(); c++) {
            List<Object> allowed = conditions.get(c).values().get(axis.key());
            if (allowed != null) {
                mentions.set(c);
                for (BitSet effect : effects) {
                    effect.set(c);
                }
                for (Object value : allowed) {
                    Integer index = indexOf.get(value);
                    if (index != null) {
                        effects[index].clear(c);
                    }
                }
            }
        }
        return effects;
    }

    /** Notes that it is known from here on whether a condition holds. */
    void decides(int condition, boolean excluded) {
        decided.set(condition);
        excludes.set(condition, excluded);
    }

    String key() {
        return axis.key();
    }

    int values() {
        return values.size();
    }

    Object value(int index) {
        return values.get(index);
    }

    int kinds() {
        return ruledOut.size();
    }

    int kindOf(int value) {
        return kindOf[value];
    }

    /** What is ruled out below when the axis is absent. */
    BitSet withoutValue(BitSet before) {
        BitSet after = (BitSet) before.clone();
        after.or(mentions);
        after.andNot(decided);
        return after;
    }

    /** What is ruled out below a value of a kind. */
    BitSet withValue(int kind, BitSet before) {
        BitSet after = (BitSet) before.clone();
        after.or(ruledOut.get(kind));
        after.andNot(decided);
        return after;
    }

    /** Whether a value of a kind fulfils a condition that no combination may fulfil. */
    boolean isExcluded(int kind, BitSet before) {
        BitSet holding = (BitSet) excludes.clone();
        holding.andNot(before);
        holding.andNot(ruledOut.get(kind));
        return !holding.isEmpty();
    }
}
