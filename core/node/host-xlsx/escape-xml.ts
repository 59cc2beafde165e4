/** Text as it stands between tags. */
export const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Text as it stands in an attribute: a parser would take line ends and tabs there for spaces. */
export const escapeAttribute = (text: string): string =>
  escapeXml(text).replaceAll('"', '&quot;').replace(/[\t\n\r]/gu, (c) => `&#${c.charCodeAt(0)};`);
