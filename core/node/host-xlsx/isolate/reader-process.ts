/** The program that `createIsolatedReader` starts for each file: the workbook on stdin, the answer on stdout. */
import { serialize } from 'node:v8';
import { readXlsx } from '../read/read-xlsx';
import { packReading } from './packed-reading';

const chunks: Buffer[] = [];
process.stdin.on('data', (chunk: Buffer) => chunks.push(chunk));
process.stdin.on('end', () => process.stdout.write(serialize(packReading(readXlsx(Buffer.concat(chunks.splice(0)))))));
