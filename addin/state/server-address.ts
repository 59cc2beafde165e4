const local = /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/;

/** The address of a server as a person writes it, "" for the pane's own; null where it is none that may be asked: beyond this machine only over https. */
export const serverAddress = (typed: string, own: string): string | null => {
  const text = typed.trim();
  if (text === '') return '';
  try {
    const { protocol, origin, username, search, hash, pathname } = new URL(text.includes('://') ? text : `https://${text}`);
    if (origin === own && pathname === '/') return '';
    const isPlain = username === '' && search === '' && hash === '';
    return isPlain && (protocol === 'https:' || local.test(origin)) ? `${origin}${pathname.replace(/\/+$/, '')}` : null;
  } catch {
    return null; // no address at all
  }
};
