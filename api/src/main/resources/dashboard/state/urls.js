// URLs with a session's name.

export const apiPath = (name, what) => `/api/v1/${encodeURIComponent(name)}/${what}`;

/** The link that shows a session on the page. */
export const pageUrl = (name) => `#/s/${encodeURIComponent(name)}`;

/** The session's name in such a link, or an empty text. */
export function nameIn(hash) {
  const match = /^#\/s\/(.+)$/.exec(hash);
  return match ? decodeURIComponent(match[1]) : '';
}
