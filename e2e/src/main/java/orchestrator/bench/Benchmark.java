package orchestrator.bench;

/** One measurement. */
interface Benchmark {
    void run(BenchmarkResults results);
}
