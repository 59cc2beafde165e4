import type { SidebarCalls } from '../view';

interface Runner {
  withSuccessHandler(then: (text: string) => void): Runner;
  withFailureHandler(then: (error: Error) => void): Runner & Readonly<Record<keyof SidebarCalls, (...given: readonly unknown[]) => void>>;
}
declare const google: { readonly script: { readonly run: Runner } };

/** Calls the script, which answers with JSON. What it throws is passed on: it was ended, or nobody let it in. */
export const callScript = <K extends keyof SidebarCalls>(name: K, ...given: Parameters<SidebarCalls[K]>): Promise<ReturnType<SidebarCalls[K]>> =>
  new Promise((resolve, reject) =>
    google.script.run.withSuccessHandler((text) => resolve(JSON.parse(text) as ReturnType<SidebarCalls[K]>)).withFailureHandler(reject)[name](...given));
