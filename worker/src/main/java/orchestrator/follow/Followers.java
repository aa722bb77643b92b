package orchestrator.follow;

import java.io.IOException;
import orchestrator.clock.WorkedTime;
import orchestrator.eventlog.EventLog;
import orchestrator.launch.LaunchActivities.FollowRequest;
import orchestrator.launch.LaunchActivities.Followed;
import orchestrator.process.RunProcesses;

/** Follows the launches of this host, and knows which ones are being followed now. */
public final class Followers implements AutoCloseable {
    private final FollowedStreams streams = new FollowedStreams();
    private final Follower.Services services;

    /** @param time its gaps do not count as an agent's silence */
    public Followers(EventLog events, RunProcesses processes, WorkedTime time) {
        services = new Follower.Services(events, new OutputWatch(), processes, time);
    }

    /** @param heartbeat called at every check; throws if the activity must end */
    public Followed follow(LaunchToFollow launch, FollowRequest request, Runnable heartbeat)
            throws IOException, InterruptedException {
        streams.add(launch.stream());
        try {
            return new Follower(services, launch).follow(request, heartbeat);
        } finally {
            streams.remove(launch.stream());
        }
    }

    public FollowedStreams streams() {
        return streams;
    }

    @Override
    public void close() throws IOException {
        services.watch().close();
    }
}
