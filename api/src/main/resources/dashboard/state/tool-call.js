// The call of a tool that an event tells of, in the same terms for every agent.

/** {kind, command, paths} of a tool call; null for other events and for calls in an unknown form. */
export function toolCallOf({data}) {
  const call = data.toolCall;
  if (!call || typeof call.kind !== 'string') return null;
  const command = typeof call.command === 'string' ? call.command : '';
  return {kind: call.kind, command, paths: Array.isArray(call.paths) ? call.paths.map(String) : []};
}

/** The command and the paths of a call that the event's text does not show, for example because it was cut. */
export function hiddenParts(event) {
  const call = toolCallOf(event);
  return call ? [call.command, ...call.paths].filter((part) => part && !event.text.includes(part)) : [];
}
