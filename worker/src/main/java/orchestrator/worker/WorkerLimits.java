package orchestrator.worker;

import java.util.Map;
import orchestrator.capacity.Capacity;
import orchestrator.capacity.StandbyRule;
import orchestrator.limits.DiskLimits;
import orchestrator.limits.RunLimits;

/** The limits that the worker's environment sets. */
record WorkerLimits(RunLimits runs, DiskLimits disk, Capacity capacity, StandbyRule standby) {

    /** @throws IllegalArgumentException if a variable has a wrong value */
    static WorkerLimits of(Map<String, String> environment) {
        long memoryBytes = RunLimits.machineMemoryBytes();
        Capacity capacity = Capacity.of(environment, memoryBytes);
        return new WorkerLimits(
                RunLimits.of(environment, memoryBytes),
                DiskLimits.of(environment),
                capacity,
                StandbyRule.of(environment, capacity));
    }
}
