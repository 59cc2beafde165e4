import { invalid } from '../../parts';
import type { Edit } from '../book';
import type { Reply, Request } from '../types';

export type RequestKind = keyof Request;

/** Does one request of a kind; throws `GoogleError` where Google would refuse, without the words in front. */
export type Apply<K extends RequestKind> = (edit: Edit, body: NonNullable<Request[K]>) => Reply | void;

/** The mask of a request, which has to have one. */
export const fieldsOf = (fields: string | undefined): string => {
  if (!fields) throw invalid("At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)");
  return fields;
};
