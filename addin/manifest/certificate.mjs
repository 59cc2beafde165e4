import { X509Certificate } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { generate } from 'selfsigned';

const day = 24 * 60 * 60_000;
const days = 365;
/** One that ends sooner is made anew: it would end in the middle of somebody's work. */
const daysLeft = 7;

const isGood = (cert, key) => {
  if (!existsSync(cert) || !existsSync(key)) return false;
  try {
    return Date.parse(new X509Certificate(readFileSync(cert)).validTo) - Date.now() > daysLeft * day;
  } catch {
    return false;
  }
};

/**
 * The certificate of the development server, in a folder of the user's: for localhost alone, and no authority, so that trusting it is trusting
 * nothing else. The key's file is only ever readable by its owner. `isNew`: it has to be trusted anew.
 */
export const developmentCertificate = async (folder) => {
  const [cert, key] = [path.join(folder, 'cert.pem'), path.join(folder, 'key.pem')];
  if (isGood(cert, key)) return { cert, key, isNew: false };
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  const made = await generate([{ name: 'commonName', value: 'localhost' }, { name: 'organizationName', value: 'Planark development' }], {
    keyType: 'ec', algorithm: 'sha256', notBeforeDate: new Date(Date.now() - day), notAfterDate: new Date(Date.now() + days * day),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }, { type: 7, ip: '127.0.0.1' }] },
    ],
  });
  writeFileSync(key, made.private, { mode: 0o600 });
  chmodSync(key, 0o600);
  writeFileSync(cert, made.cert);
  return { cert, key, isNew: true };
};
