// Two ends of a channel, as of a MessageChannel, that copy what they pass on and deliver it at once.

export function ports() {
  const one = new FakePort();
  const other = new FakePort();
  one.peer = other;
  other.peer = one;
  return [one, other];
}

class FakePort {
  onmessage = null;
  isDead = false;

  postMessage(message) {
    if (!this.isDead) this.peer.onmessage?.({data: structuredClone(message)});
  }
}
