import { createContext, runInContext } from 'node:vm';
import { builtScript, publicServer } from '../../support/apps-script/built-script';

const files = builtScript();
const manifest = JSON.parse(files['appsscript.json']!) as Record<string, unknown>;

describe('the built script', () => {
  test('[J18] is below 100 KB, its sidebar below 64, without a validator, and loads with nothing around it', () => {
    const code = files['Code.js']!;
    expect(Buffer.byteLength(code)).toBeLessThan(100_000);
    expect(Buffer.byteLength(files['Sidebar.html']!)).toBeLessThan(64_000);
    expect(code).not.toContain('_zod');
    const context = createContext({});
    runInContext(code, context);
    expect(Object.keys(context).sort()).toEqual([
      'onChange', 'onEdit', 'onOpen', 'onTimer', 'planark_', 'showAbout', 'showConflicts', 'showConnection', 'showPreview', 'showSync',
      'sidebarConnect', 'sidebarLook', 'sidebarShow', 'sidebarStatus', 'sidebarStep', 'sidebarSync', 'sidebarTimer',
    ]);
  });

  test('[J18] names nothing that Apps Script lacks', () => {
    const missing = ['fetch', 'URL', 'URLSearchParams', 'setTimeout', 'setInterval', 'TextEncoder', 'TextDecoder', 'Buffer', 'process', 'require', 'structuredClone', 'queueMicrotask'];
    const touched: string[] = [];
    const context = createContext(new Proxy({}, { has: (_, name) => { if (missing.includes(String(name))) touched.push(String(name)); return false; } }));
    runInContext(files['Code.js']!, context);
    expect(touched).toEqual([]);
    for (const name of missing) expect([name, new RegExp(`(?<![.\\w$'"-])${name}\\s*[.(]`).test(files['Code.js']!)]).toEqual([name, false]);
  });

  test('[J17] the manifest asks for the least, and lets it ask its own server alone', () => {
    expect(manifest).toEqual({
      timeZone: 'Europe/Oslo', runtimeVersion: 'V8', exceptionLogging: 'STACKDRIVER',
      oauthScopes: ['spreadsheets', 'script.external_request', 'script.container.ui', 'script.scriptapp'].map((name) => `https://www.googleapis.com/auth/${name}`),
      urlFetchWhitelist: [`${publicServer}/`],
      dependencies: { enabledAdvancedServices: [{ userSymbol: 'Sheets', serviceId: 'sheets', version: 'v4' }] },
    });
    expect(Object.keys(files)).toEqual(['Code.js', 'Sidebar.html', 'appsscript.json', '.clasp.example.json']);
  });
});
