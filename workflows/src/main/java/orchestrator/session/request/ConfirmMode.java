package orchestrator.session.request;

import orchestrator.json.WireName;

/** The confirmation that an answer to an open item needs. */
public enum ConfirmMode implements WireName {
    /** A code that the user has read and typed. */
    CODE,
    NONE
}
