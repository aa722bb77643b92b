/** Delivers escalations to GitHub, Slack and an e-mail webhook. Tokens and addresses of webhooks stay inside of it. */
@NullMarked
package orchestrator.notify;

import org.jspecify.annotations.NullMarked;
