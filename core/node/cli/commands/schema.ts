import { planJsonSchema } from '../../../plan/schema';
import { succeed } from '../../journey/failure';
import { exitCodes, type Command } from '../command';

/** `planark schema`: JSON Schema of the plan document. */
export const run: Command = async () => {
  const json = planJsonSchema();
  return succeed({ exitCode: exitCodes.done, lines: JSON.stringify(json, null, 2).split('\n'), json });
};
