package orchestrator.bench;

/** One thing that is measured. */
interface Benchmark {
    void run(BenchmarkResults results);
}
