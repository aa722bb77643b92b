package orchestrator.cli;

/** The first page of help. */
final class Help {
    static final String TEXT = """
            orchestrate — coding agents at work under Temporal, so that nothing is lost when something crashes

            Start
              orchestrate "what to do" [--target DIR]   start a session here (or in DIR) and watch it
              orchestrate demo                          see one work, with scripted agents and no key

            Look
              orchestrate list [--agents]      all sessions, or the agents at work
              orchestrate status [ID]          one session on a page
              orchestrate attach [ID]          watch it live
              orchestrate monitor [ID] --json  the same for programs (--after EVENT, --wait SECONDS)
              orchestrate logs [ID] [-f]       every event, one line each
              orchestrate report [ID]          what came of it
              orchestrate diff [ID] [--stat]   what its agents have changed

            Steer
              orchestrate pause [ID]           freeze a session; `resume` lets it go on
              orchestrate resume [ID]          go on: paused, needing you, stopped or failed (also: --resume ID)
              orchestrate abort AGENT [ID]     end one agent; its assignment goes to another
              orchestrate stop [ID]            stop a session and its agents
              orchestrate review [ID]          have its work reviewed now
              orchestrate answer [ID]          what it needs you for; then --choice C, or a text
              orchestrate merge [ID]           take what came of it into the target (--branch, --no-commit)
              orchestrate discard [ID]         throw it away; the target stays as it is
              orchestrate trust DIR            allow agents to work in a directory
              orchestrate approve [ID]         see what an unsigned session asks for, and let it begin
              orchestrate sign JSON            a request for temporal or tctl that begins at once
              orchestrate token --rotate       replace the API's secret, and log every browser out

            Background
              orchestrate up                   start what is missing of Temporal, worker and API
              orchestrate down                 stop them; sessions survive it
              orchestrate doctor [--probe]     is all there that is needed? (--probe asks each agent)
              orchestrate serve                the same in the foreground (worker, api: one of them)
              orchestrate install-commands     slash commands for Claude Code, into this project

            Options of "what to do" (all of them:  orchestrate run --help)
              --target DIR        where to work (default: here)
              --agents A,B        which agents (default: all that are found)
              --role ROLE=AGENT   which agent is architect, implementer or reviewer (repeatable)
              --verify CMD        what tells whether the work is right (default: guessed)
              --autonomy WORD     fix-loop, or supervised: ask about all that reviewers find
              --session-id ID     choose the id
              --detach            start it and do not wait

            An ID may be left out where only one session is open. What reads takes --json. `-` as the
            prompt reads it from the standard input. Ctrl-C detaches; the session goes on.

            Exit codes   0 done   1 failed or stopped   2 bad input   3 needs you
            Data         $ORCHESTRATOR_HOME, or ~/.orchestrator
            More         orchestrate COMMAND --help, orchestrate --version
            """;

    private Help() {}
}
