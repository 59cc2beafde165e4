import { createPrivateKey, X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { fail, succeed, type Failure, type Result } from '../journey/failure';
import { readFile } from '../journey/files';
import type { ServeOptions } from '../server/serve';
import { option, type Arguments, type CommandContext } from './command';
import { usageFailure } from './command-line';
import { localeOf } from './locale-of';
import { say } from './texts';

const largestPem = 1024 * 1024;

type Tls = NonNullable<ServeOptions['tls']>;
type Reason = (Failure & { kind: 'certificate' })['reason'];

const attempt = <T>(work: () => T): { readonly value: T } | { readonly error: Error } => {
  try {
    return { value: work() };
  } catch (error) {
    return { error: error as Error };
  }
};

/** Why a certificate and a key cannot be used together; null where they can. */
const findFault = ({ cert, key }: Tls): { readonly reason: Reason; readonly detail: string } | null => {
  const certificate = attempt(() => new X509Certificate(cert));
  if ('error' in certificate) return { reason: 'cert', detail: certificate.error.message };
  const privateKey = attempt(() => createPrivateKey(key));
  if ('error' in privateKey) return { reason: key.includes('ENCRYPTED') ? 'encrypted-key' : 'key', detail: privateKey.error.message };
  if (!certificate.value.checkPrivateKey(privateKey.value)) return { reason: 'mismatch', detail: certificate.value.subject };
  const secured = attempt(() => createSecureContext({ cert, key }));
  return 'error' in secured ? { reason: 'unusable', detail: secured.error.message } : null;
};

/** The certificate and the key that were named, if any; checked, since a server that cannot use them ends in a trace. */
export const readTls = async (args: Arguments, context: CommandContext): Promise<Result<Pick<ServeOptions, 'tls'>>> => {
  const [cert, key] = [option(args, 'cert'), option(args, 'key')];
  if (cert === undefined && key === undefined) return succeed({});
  if (cert === undefined || key === undefined) return usageFailure(say('bothOrNone', localeOf(context), { one: '--cert', other: '--key' }));
  const certBytes = await readFile(cert, largestPem);
  if (!certBytes.ok) return certBytes;
  const keyBytes = await readFile(key, largestPem);
  if (!keyBytes.ok) return keyBytes;
  const tls = { cert: certBytes.value, key: keyBytes.value };
  const fault = findFault(tls);
  return fault ? fail({ kind: 'certificate', cert, key, ...fault }) : succeed({ tls });
};
