import type { TokenRecord } from '../people/token';

/** A token as it is printed for a program: without the hash of its secret, which is of no use to anybody. */
export const tokenJson = ({ secretHash: _, ...rest }: TokenRecord): Omit<TokenRecord, 'secretHash'> => rest;
