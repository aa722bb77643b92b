package orchestrator.cli;

/** The first page of help. */
final class Help {
    static final String TEXT = """
            orchestrate — runs coding agents under Temporal, so that no work is lost when something crashes

            Start
              orchestrate "what to do" [--target DIR]   start a session here (or in DIR) and watch it
              orchestrate watch --test CMD              repair what a saved file breaks, for as long as it runs
              orchestrate demo [watch]                  see scripted agents do it; needs no API key

            Look
              orchestrate list [--agents]      all sessions, or the agents at work
              orchestrate status [ID]          one session in detail
              orchestrate attach [ID]          watch it live
              orchestrate monitor [ID] --json  the same for programs (--after EVENT, --wait SECONDS)
              orchestrate logs [ID] [-f]       all events, one per line
              orchestrate report [ID]          what was done, by whom, and what it cost
              orchestrate violations [ID]      what the guard stopped
              orchestrate diff [ID] [--stat]   what the agents changed

            Steer
              orchestrate pause [ID]           pause a session with all its processes
              orchestrate resume [ID]          resume a paused, stopped or failed session (also: --resume ID)
              orchestrate abort AGENT [ID]     end one agent; another takes over its assignment
              orchestrate stop [ID]            stop a session and its agents
              orchestrate review [ID]          start a review now
              orchestrate answer [ID]          show its questions; answer with --choice C or a text
              orchestrate message [ID] TEXT    say something to an agent (--to AGENT, --at FILE:LINE)
              orchestrate merge [ID]           merge the result into the target (--mode, --message, --branch)
              orchestrate pull-request [ID]    push the result as a branch and open a pull request
              orchestrate discard [ID]         throw the result away; the target stays as it is
              orchestrate archive ID           take a session that is over out of the list (--undo)
              orchestrate trust DIR            allow agents to work in a directory
              orchestrate approve [ID]         show what an unsigned session asks for, and let it start
              orchestrate sign JSON            sign a request for temporal or tctl, so that it starts at once
              orchestrate token --rotate       replace the API token and log out every browser

            Background
              orchestrate up                   start Temporal, worker and API, whichever is not running
              orchestrate down                 stop them; sessions survive this
              orchestrate doctor [--probe]     check that everything needed is there (--probe asks each agent)
              orchestrate guard check          say what the guard decides about commands on stdin
              orchestrate serve                like up, but in the foreground (worker, api: one of them)
              orchestrate mcp                  let an agent of yours start and steer sessions (MCP on stdio)
              orchestrate install-commands     add slash commands for Claude Code to this project

            Options of "what to do" (all of them:  orchestrate run --help)
              --target DIR        where to work (default: here)
              --agents A,B        which agents (default: all that are installed)
              --role ROLE=AGENT   use this agent as architect, implementer or reviewer (repeatable)
              --verify CMD        command that checks the work (default: guessed from the build file)
              --detach            start the session and do not wait for it

            You may leave out the ID if only one session is open. Commands that show something take --json.
            The prompt `-` is read from standard input. Ctrl-C detaches; the session continues.

            Exit codes   0 done   1 failed or stopped   2 bad input   3 needs you
            Data         $ORCHESTRATOR_HOME, or ~/.orchestrator
            More         orchestrate COMMAND --help, orchestrate --version
            """;

    private Help() {}
}
