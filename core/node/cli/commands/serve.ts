import type { Command } from '../command';
import { serveStore } from '../serve-store';

/** `planark serve`: the HTTP API and the page, on a store that is there. */
export const run: Command = async (args, context) => serveStore(args, context);
