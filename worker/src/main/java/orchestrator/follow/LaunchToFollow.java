package orchestrator.follow;

import orchestrator.agent.Agent;
import orchestrator.event.StreamId;
import orchestrator.process.LaunchDirectory;

/**
 * One launch to follow.
 *
 * @param copy copies the output into the event log
 */
public record LaunchToFollow(StreamId stream, LaunchDirectory directory, Agent agent, StreamCopy copy) {}
