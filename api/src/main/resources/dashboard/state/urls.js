// The addresses that are made of a session's name.

export const apiPath = (name, what) => `/api/v1/${encodeURIComponent(name)}/${what}`;

/** Where the page shows the session. */
export const pageUrl = (name) => `#/s/${encodeURIComponent(name)}`;

/** The session's name in such an address, or an empty text. */
export function nameIn(hash) {
  const match = /^#\/s\/(.+)$/.exec(hash);
  return match ? decodeURIComponent(match[1]) : '';
}
