import type { ServerResponse } from 'node:http';

/** Scripts, styles and data from this server alone, and nothing inline. */
const policy = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'", "connect-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
].join('; ');

const headers: Readonly<Record<string, string>> = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
};
const transportSecurity = 'max-age=31536000';

/** What every answer tells browsers not to do. [A15] */
export const securityHeaders = (isSecure: boolean): Readonly<Record<string, string>> => (isSecure ? { ...headers, 'strict-transport-security': transportSecurity } : headers);

export const setSecurityHeaders = (response: ServerResponse, isSecure: boolean): void => {
  for (const [name, value] of Object.entries(securityHeaders(isSecure))) response.setHeader(name, value);
};
