import { generate } from 'selfsigned';

/** A certificate for localhost and 127.0.0.1 that vouches for itself, and its key, in PEM. */
export const makeCertificate = async (passphrase?: string): Promise<{ readonly cert: string; readonly key: string }> => {
  const day = 24 * 60 * 60_000;
  const made = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec', notBeforeDate: new Date(Date.now() - day), notAfterDate: new Date(Date.now() + day), ...(passphrase !== undefined && { passphrase }),
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }, { type: 7, ip: '127.0.0.1' }] }],
  });
  return { cert: made.cert, key: made.private };
};
