import { existsSync, readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import * as path from 'node:path';

/** Pages that Excel on the web shows the add-in in; a frame's every ancestor has to be named. Those of Office's own list, and those that people had to add. */
const frames = [
  'https://*.officeapps.live.com', 'https://*.office.net', 'https://*.office.com', 'https://*.office365.com', 'https://*.cloud.microsoft', 'https://excel.cloud.microsoft',
  'https://*.sharepoint.com', 'https://*.partner.officewebapps.cn', 'https://*.sharepoint.cn', 'https://*.gov.online.office365.us', 'https://*.sharepoint.us', 'https://*.dod.online.office365.us',
];

const officeScript = /<script src="(https:\/\/[^/"]+)/;

/** The origin that the pane loads office.js from; none where that is the server itself. */
const officeOrigin = (folder: string): string[] => {
  const file = path.join(folder, 'index.html');
  const origin = existsSync(file) ? officeScript.exec(readFileSync(file, 'utf8'))?.[1] : undefined;
  return origin === undefined ? [] : [origin];
};

const policyWith = (scripts: readonly string[]): string =>
  [
    "default-src 'none'", ["script-src 'self'", ...scripts].join(' '), "style-src 'self'", "img-src 'self' data:", "font-src 'self'", "connect-src 'self' https:",
    "base-uri 'none'", "form-action 'none'", `frame-ancestors 'self' ${frames.join(' ')}`,
  ].join('; ');

/**
 * What the add-in's files in this folder are sent with, other than all else: they load office.js, ask a server that a person names, and stand in
 * Office's frames, which also shows the ribbon's icons. [A23]
 */
export const createPaneHeaders = (folder: string): ((response: ServerResponse) => void) => {
  const policy = policyWith(officeOrigin(folder));
  return (response) => {
    response.setHeader('content-security-policy', policy);
    response.setHeader('cross-origin-resource-policy', 'cross-origin');
    response.removeHeader('cross-origin-opener-policy');
    response.removeHeader('x-frame-options');
  };
};
