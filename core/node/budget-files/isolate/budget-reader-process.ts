/** The program that `createBudgetReader` starts for each file: the treasurer's file on stdin, the answer on stdout. */
import { serialize } from 'node:v8';
import { readXlsx } from '../../host-xlsx/read/read-xlsx';
import { noOffice, readBudgetFile } from '../read-budget-file';

const chunks: Buffer[] = [];
process.stdin.on('data', (chunk: Buffer) => chunks.push(chunk));
process.stdin.on('end', () => void readBudgetFile(async (bytes) => readXlsx(Buffer.from(bytes)), Buffer.concat(chunks.splice(0)), noOffice).then((reading) => process.stdout.write(serialize(reading))));
